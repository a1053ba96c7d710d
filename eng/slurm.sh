#!/usr/bin/env bash
# A sweep as a Slurm array of 8 tasks on a cluster of this one machine, two of them killed and requeued; the merged files must be those of a single run.
# Starts slurmctld and slurmd for the purpose and ends them. Needs root, and slurmctld, slurmd, slurm-client and munge (installed by apt when missing).
# Usage: eng/slurm.sh [cells a side] [steps]   (BOUNDCHECK names a built boundcheck.dll)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. eng/require.sh
require_program slurmctld slurmctld 'the controller of Slurm' || true
require_program slurmd slurmd 'the worker of Slurm' || true
require_program slurm-client sbatch 'the commands of Slurm' || true
require_program munge munged 'who Slurm asks for credentials' || true
# The exit code 77 says that Slurm can't be started here, and why; anything else is a result.
skip() { echo "slurm: skipped: $1"; exit 77; }
[ "$(id -u)" = 0 ] || skip "must be root to start the daemons"
for program in slurmctld slurmd sbatch munged; do
  command -v "$program" >/dev/null || skip "$program is not installed and could not be"
done
work=$(mktemp -d)
host=$(hostname -s)
finish() {
  for name in slurmd slurmctld munged; do
    [ -f "$work/$name.pid" ] && kill "$(cat "$work/$name.pid")" 2>/dev/null || true
  done
  # The controller writes its state as it ends.
  for _ in $(seq 50); do pgrep -F "$work/slurmctld.pid" >/dev/null 2>&1 || break; sleep 0.2; done
  rm -rf "$work" || { sleep 2; rm -rf "$work"; }
}
trap finish EXIT
mkdir -p "$work/spool" "$work/state" "$work/run"
chmod 755 "$work" "$work/run"
dd if=/dev/urandom of="$work/munge.key" bs=1024 count=1 status=none
chmod 400 "$work/munge.key"
start() { "$@" || skip "$1 does not start"; }
start munged --force --key-file="$work/munge.key" --socket="$work/run/munge" --pid-file="$work/munged.pid" --log-file="$work/munged.log" --seed-file="$work/munge.seed"
cat >"$work/slurm.conf" <<CONF
ClusterName=boundcheck
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$work/run/munge,cred_expire=5
CryptoType=crypto/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
SlurmdSpoolDir=$work/spool
StateSaveLocation=$work/state
SlurmctldPort=16817
SlurmdPort=16818
SchedulerParameters=sched_interval=2,batch_sched_delay=0
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF=$work/slurm.conf
start slurmctld -f "$SLURM_CONF"
start slurmd -f "$SLURM_CONF"
for _ in $(seq 60); do sinfo -h -o %T 2>/dev/null | grep -q idle && break; sleep 0.5; done
sinfo -h -o %T 2>/dev/null | grep -q idle || { tail -n 20 "$work"/*.log >&2; skip "the node did not come up within 30 s"; }

program=("$PWD/boundcheck")
[ -z "${BOUNDCHECK:-}" ] || program=(dotnet "$BOUNDCHECK")
side=${1:-1201} steps=${2:-20000}
sweep=(sweep "log(cosh(x*y-1))" --step 0.9 --grid "x=-6..6:$side,y=-6..6:$side" --steps "$steps" --timeout 3600)
"${program[@]}" "${sweep[@]}" --parquet "$work/one.parquet" --png "$work/one.png" --json "$work/one.json" --quiet
cat >"$work/sweep.sbatch" <<SBATCH
#!/bin/bash
#SBATCH --array=1-8
#SBATCH --requeue
#SBATCH --ntasks=1
#SBATCH --open-mode=append
#SBATCH --output=$work/task-%a.log
exec ${program[@]@Q} ${sweep[@]@Q} --threads 1 --shard auto --out "$work/parts"
SBATCH
job=$(sbatch --parsable "$work/sweep.sbatch")
echo "array job $job"
# Two tasks are requeued, which kills them, as soon as they run; where the machine is fast they may have ended before.
for task in 2 5; do
  for _ in $(seq 600); do
    state=$(squeue -h -j "${job}_$task" -o %T 2>/dev/null || true)
    [ "$state" = PENDING ] || break
    sleep 0.1
  done
  if scontrol requeue "${job}_$task" 2>/dev/null; then echo "task $task: killed and requeued"; else echo "task $task: had ended before it could be killed"; fi
done
for _ in $(seq 600); do [ -z "$(squeue -h -j "$job" 2>/dev/null || true)" ] && break; sleep 0.5; done
"${program[@]}" sweep merge "$work/parts" --parquet "$work/all.parquet" --png "$work/all.png" --json "$work/all.json" --quiet
cmp "$work/one.parquet" "$work/all.parquet"
cmp "$work/one.png" "$work/all.png"
diff <(grep -v stepsPerSecond "$work/one.json") <(grep -v stepsPerSecond "$work/all.json")
echo "slurm: 8 tasks merged, equal to the single run byte for byte"
