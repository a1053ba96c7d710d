#!/usr/bin/env bash
# Checks every statement of index.tsv and prints one line for each.
#   proofs/check.sh            check
#   proofs/check.sh --update   check, then rewrite statements.txt (the statements as Coq prints them)
# The last line is "N passed, N failed". Fails on: a proof that does not compile, Admitted, an axiom other than those of the classical real
# numbers, a missing lemma, a statement that differs from statements.txt, an unexpected answer of Z3.
set -u
export LC_ALL=C
cd "$(dirname "$0")" || exit 2
root=$PWD
start=$SECONDS
update=0
[ "${1:-}" = "--update" ] && update=1

# The axioms of Coq's classical real numbers; nothing else is allowed.
allowed="ClassicalDedekindReals.sig_forall_dec ClassicalDedekindReals.sig_not_dec
FunctionalExtensionality.functional_extensionality_dep Classical_Prop.classic"

missing=""
command -v coqc >/dev/null && command -v coq_makefile >/dev/null || missing="$missing coq"
command -v z3 >/dev/null || missing="$missing z3"
command -v make >/dev/null || missing="$missing make"
lib=$(coqc -where 2>/dev/null || echo /usr/lib/coq)
for l in Coquelicot:coquelicot Interval:interval; do
  find "$lib" "$lib"/.. /usr/lib/ocaml/coq -maxdepth 3 -type d -name "${l%:*}" 2>/dev/null | grep -q . || missing="$missing libcoq-${l#*:}"
done
if [ -n "$missing" ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing:$missing"
    log=$(mktemp)
    if ! { apt-get install -y -qq $missing || { apt-get update -qq && apt-get install -y -qq $missing; }; } >"$log" 2>&1; then
      tail -5 "$log"; rm -f "$log"
      echo "FAIL: apt-get could not install$missing (its last lines are above); nothing was checked"; echo "0 passed, 1 failed"; exit 2
    fi
    rm -f "$log"
  else
    echo "FAIL: the proofs need$missing; nothing was checked. Debian 12: sudo apt-get install$missing"; echo "0 passed, 1 failed"; exit 2
  fi
fi

# A clean build each time; PROOFS_WORK=dir keeps the compiled files there (development only).
if [ -n "${PROOFS_WORK:-}" ]; then work=$PROOFS_WORK; mkdir -p "$work"; rm -rf "$work/st" "$work/ax"
else work=$(mktemp -d) || exit 2; trap 'rm -rf "$work"' EXIT; fi
cp -p coq/*.v coq/_CoqProject "$work"/ || exit 2
fails=0 pass=0
failed() { echo "FAIL  $*"; fails=$((fails+1)); }
stop() { failed "$*"; echo "$pass passed, $fails failed"; exit 1; }

# 1. No escape hatches. Every file is in the project, every file of the project exists.
if grep -nwE 'Admitted|admit|give_up|Axiom|Axioms|Parameter|Parameters|Conjecture|bypass_check|Unset Guard Checking|Declare ML' coq/*.v; then
  failed "the lines above"
fi
for f in coq/*.v; do
  grep -qx "$(basename "$f")" coq/_CoqProject || failed "$f is not in _CoqProject"
done

# 2. Compile.
cd "$work" || exit 2
coq_makefile -f _CoqProject -o Makefile.coq >/dev/null 2>&1 || stop "coq_makefile"
if ! make -f Makefile.coq -j2 >build.log 2>&1; then
  grep -vE '^(COQC|COQDEP|make)' build.log | tail -20
  stop "the Coq development does not compile"
fi

# 3. Ask Coq for every indexed statement and its assumptions.
tab=$(printf '\t')
header() {
  echo "Require Import Reals String. From Coquelicot Require Import Coquelicot."
  awk -F'\t' 'NR>1 && $3 ~ /^coq\// {f=$3; sub(/^coq\//,"",f); sub(/\.v$/,"",f); if(!(f in s)){s[f]=1; print "From BoundCheck Require Import " f "."}}' "$root/index.tsv"
  echo "Open Scope R_scope. Set Printing Width 110. Set Printing Depth 10000."
}
ask() { nice -n 5 coqtop -q -w none -Q . BoundCheck < "$1" 2>&1 | sed -E 's/^([A-Za-z_0-9]+ < )+//' | grep -vE '^(Welcome|\[Loading|Fetching opaque)'; }
# The axioms are asked for once a file, of all its indexed lemmas together: what the file may not use, no lemma of it uses.
{
  header
  awk -F'\t' 'NR>1 && $3 ~ /^coq\// {f=$3; sub(/^coq\//,"",f); sub(/\.v$/,"",f); if(!(f in t)) o[++m]=f; t[f]=t[f] "@BoundCheck." f "." $4 ", "}
    END {for(i=1;i<=m;i++) {f=o[i]; print "Definition audit_" f " := (" t[f] "I)."; print "Check \"@@" f "\"%string."; print "Print Assumptions audit_" f "."}}' "$root/index.tsv"
} > axioms.v
ask axioms.v > axioms.clean &
{
  header
  tail -n +2 "$root/index.tsv" | while IFS="$tab" read -r id st file lemma status supports; do
    case "$file" in coq/*.v)
      echo "Check \"@@$id\"%string."
      echo "Check BoundCheck.$(basename "$file" .v).$lemma." ;;
    esac
  done
} > audit.v
ask audit.v | grep -vE '^ +: string$' > audit.clean
wait

# st/ID: the statement; ax/FILE: its axioms.
mkdir -p st ax
for d in st ax; do
  awk -v d=$d '/^"@@/ {id=$0; sub(/^"@@/,"",id); sub(/".*$/,"",id); print "" > (d "/" id); next} id!="" {print > (d "/" id)}' $([ $d = st ] && echo audit.clean || echo axioms.clean)
done

# The definitions the statements rest on are pinned too.
{
  header
  for q in $(grep -hE '^(Definition|Fixpoint|Record) ' $(cd "$root/coq" && ls *.v) | awk '{print $2}' | sort -u); do echo "Print $q."; done
} > defs.v
ask defs.v | grep -v '^$' > defs.txt

: > new-statements.txt
: > groups.txt
while IFS="$tab" read -r id st file lemma status supports; do
  [ "$id" = id ] && continue
  bad=""
  case "$file" in
    coq/*.v)
      axioms=""
      ax="ax/$(basename "$file" .v)"
      if [ ! -s "st/$id" ] || grep -q 'Error' "st/$id"; then bad="no lemma $lemma in $file"; else
        { echo "## $id  $file  $lemma"; sed '/^ *$/d' "st/$id"; } >> new-statements.txt
        axioms=$(grep -vE '^[[:space:]]|^$|^Axioms:|^Closed under|^Section Variables|is defined$' "$ax" | sed 's/[ :].*//' | sort -u)
        for a in $axioms; do case " $(echo $allowed) " in *" $a "*) ;; *) bad="unexpected axiom $a" ;; esac; done
        grep -qE '^Closed under|^Axioms:' "$ax" || bad="no answer on the assumptions of $file"
      fi
      how="checked by Coq ($file, $lemma; axioms: $(for a in ${axioms:-none}; do printf '%s ' "${a##*.}"; done | sed 's/ $//'))"
      case "$status" in assumed:*) how="$how, assumed: ${status#assumed:}" ;; coq) ;; *) bad="status $status" ;; esac ;;
    smt/*.smt2)
      want=${status#smt:}
      got=$(timeout 60 z3 "$root/$file" 2>&1 | tr -d '\r' | head -1)
      [ "$got" = "$want" ] || bad="z3 answered '$got', expected '$want'"
      if [ -z "$bad" ] && command -v cvc5 >/dev/null; then
        c=$(timeout 20 cvc5 "$root/$file" 2>&1 | head -1)
        case "$c" in sat|unsat) [ "$c" = "$want" ] || bad="cvc5 answered '$c', expected '$want'" ;; esac
      fi
      how="checked by Z3 ($file)" ;;
    -)
      case "$status" in assumed:*) how="assumed: ${status#assumed:}" ;; *) bad="no file and status $status" ;; esac ;;
    *) bad="unknown file $file" ;;
  esac
  if [ -n "$bad" ]; then failed "$id: $bad"; else pass=$((pass+1)); echo "${id%%.*} ${status%%:*}" >> groups.txt; printf 'ok    %-16s %s: %s\n' "$id" "$st" "$how"; fi
done < "$root/index.tsv"

# Every obligation is in the index.
for f in "$root"/smt/*.smt2; do
  grep -q "smt/$(basename "$f")$tab" "$root/index.tsv" || failed "smt/$(basename "$f") is not in index.tsv"
done

# Files that claim --coq wrote (a test holds that it writes them): coqc accepts them.
for f in "$root"/written/*.v; do
  cp "$f" "$work/" && name=$(basename "$f" .v)
  if nice -n 5 coqc -q -w none -Q . BoundCheck "$name.v" >"$name.out" 2>&1; then
    pass=$((pass+1)); printf 'ok    %-16s accepted by coqc: a proof written by the program\n' "written/$name"
  else tail -5 "$name.out"; failed "written/$name: coqc does not accept it"; fi
done

# 4. The statements are those that were reviewed.
{ cat new-statements.txt; echo "## definitions"; cat defs.txt; } > pinned.txt
if [ $update = 1 ]; then cp pinned.txt "$root/statements.txt"
elif coqc --version | grep -q 'version 8\.16'; then
  if ! diff -u "$root/statements.txt" pinned.txt > drift.txt; then
    head -40 drift.txt; failed "statements differ from statements.txt (see above; --update after review)"
  fi
else echo "note: statements.txt was written by Coq 8.16; not compared with $(coqc --version | head -1)"
fi

echo "axioms allowed: $(echo $allowed)"
used=$(cat ax/* | grep -vE '^[[:space:]]|^$|^Axioms:|^Closed under|is defined$' | sed 's/[ :].*//' | sort -u)
echo "axioms used:    $(echo $used)"
echo "group        Coq   Z3  assumed"
awk '{g=$1; if (g ~ /^T0/) g="T0"; if (g ~ /^L[0-9]/) g="L1-L7"; if (!(g in n)) {n[g]=1; order[++m]=g} c[g,$2]++}
  END {for (i=1;i<=m;i++) {g=order[i]; printf "%-12s %3d  %3d  %3d\n", g, c[g,"coq"], c[g,"smt"], c[g,"assumed"]}}' groups.txt
echo "$pass statements, $((SECONDS-start)) s"
[ $fails = 0 ] && echo "PASS" || echo "FAIL"
echo "$pass passed, $fails failed"
[ $fails = 0 ]
