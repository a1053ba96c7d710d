using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace BoundCheck.Conventions.Tests;

/// <summary>The public surface of each package is what api/*.txt says: a change of it is a change of that file, seen in review.</summary>
public sealed class PublicApiTests
{
    private static readonly string s_root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [TestCase("BoundCheck.Symbolic")]
    [TestCase("BoundCheck.Numeric")]
    [TestCase("BoundCheck.Bounds")]
    public void Public_surface_is_the_committed_one(string assembly)
    {
        string file = Path.Combine(s_root, "api", assembly + ".txt"), surface = Surface(Assembly.Load(assembly));
        if (Environment.GetEnvironmentVariable("BOUNDCHECK_WRITE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, surface);
        }
        string[] committed = File.Exists(file) ? File.ReadAllLines(file) : [], current = surface.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Multiple(() =>
        {
            Assert.That(current.Except(committed), Is.Empty, "added: run eng/regenerate.sh and review the change of api/");
            Assert.That(committed.Except(current), Is.Empty, "removed: run eng/regenerate.sh and review the change of api/");
        });
    }

    [Test]
    public void Every_place_that_skips_a_check_is_listed()
    {
        string file = Path.Combine(s_root, "api", "trusted.md");
        if (Environment.GetEnvironmentVariable("BOUNDCHECK_WRITE_DOCS") == "1")
            File.WriteAllText(file, TrustedCallers.Table());
        Assert.That(File.ReadAllText(file), Is.EqualTo(TrustedCallers.Table()), "a new caller of something trusted: run eng/regenerate.sh and review the change of api/");
    }

    [Test]
    public void A_call_of_something_trusted_is_found_in_the_compiled_code()
    {
        var found = TrustedCallers.Trusted().ToDictionary(t => t.Member.DeclaringType!.Name + "." + t.Member.Name, t => TrustedCallers.Callers(t.Member).ToList());
        Assert.That(found["Proved..ctor"], Does.Contain("Prover").And.Contain("BoxSearch"));
        Assert.That(found["Interval.Trusted"], Does.Contain("Interval"));
    }

    [Test]
    public void A_new_public_member_changes_the_surface() => Assert.Multiple(() =>
    {
        string surface = Surface(typeof(PublicApiTests).Assembly);
        Assert.That(surface, Does.Contain("sealed class BoundCheck.Conventions.Tests.PublicApiTests"));
        Assert.That(surface, Does.Contain("BoundCheck.Conventions.Tests.PublicApiTests.Public_surface_is_the_committed_one(string assembly) : void"));
        Assert.That(surface, Does.Not.Contain("ThisFile"));
    });

    private static string Surface(Assembly assembly)
    {
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var type in assembly.GetExportedTypes())
        {
            string name = Name(type);
            lines.Add($"{Kind(type)} {name}{Bases(type)}");
            const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
            foreach (var member in type.GetMembers(all).Where(m => m.GetCustomAttribute<CompilerGeneratedAttribute>() is null))
            {
                if (Member(type, member) is { } text)
                    lines.Add($"{name}.{text}");
            }
        }
        return string.Join('\n', lines) + "\n";
    }

    private static string? Member(Type type, MemberInfo member) => member switch
    {
        ConstructorInfo c when IsVisible(c) && !c.IsStatic => $"{type.Name.Split('`')[0]}({Parameters(c)})",
        MethodInfo m when IsVisible(m) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal)) && !m.Name.StartsWith('<') =>
            $"{Modifier(m)}{m.Name}{Generic(m)}({Parameters(m)}) : {Name(m.ReturnType)}",
        PropertyInfo p when (p.GetMethod ?? p.SetMethod) is { } accessor && IsVisible(accessor) =>
            $"{Modifier(accessor)}{p.Name}{(p.GetIndexParameters().Length > 0 ? "[]" : "")} {{ {(p.GetMethod is { } g && IsVisible(g) ? "get; " : "")}{(p.SetMethod is { } s && IsVisible(s) ? "set; " : "")}}} : {Name(p.PropertyType)}",
        FieldInfo f when (f.IsPublic || f.IsFamily) && !f.IsSpecialName =>
            $"{(f.IsLiteral ? $"const {f.Name} = {f.GetRawConstantValue()}" : f.IsStatic ? "static " + f.Name : f.Name)} : {Name(f.FieldType)}",
        EventInfo e => $"event {e.Name} : {Name(e.EventHandlerType!)}",
        _ => null,
    };

    private static bool IsVisible(MethodBase m) => m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly;

    private static string Modifier(MethodInfo m) => m.IsStatic ? "static " : m.IsAbstract
        ? "abstract "
        : m.IsVirtual && !m.IsFinal && m.GetBaseDefinition() == m ? "virtual " : "";

    private static string Generic(MethodInfo m) => m.IsGenericMethod ? $"<{string.Join(", ", m.GetGenericArguments().Select(a => a.Name))}>" : "";

    private static string Parameters(MethodBase m) =>
        string.Join(", ", m.GetParameters()
            .Select(p => $"{(p.IsOut ? "out " : "")}{Name(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? " = " + (p.DefaultValue ?? "null") : "")}"));

    private static string Kind(Type t) => t.IsEnum ? "enum" : t.IsInterface ? "interface" : t.IsValueType ? "struct"
        : typeof(Delegate).IsAssignableFrom(t) ? "delegate" : t is { IsAbstract: true, IsSealed: true }
        ? "static class"
        : t.IsSealed ? "sealed class" : t.IsAbstract ? "abstract class" : "class";

    private static string Bases(Type t)
    {
        var bases = new List<string>();
        if (t.BaseType is { } b && b != typeof(object) && b != typeof(ValueType) && b != typeof(Enum) && b != typeof(MulticastDelegate))
            bases.Add(Name(b));
        bases.AddRange(t.GetInterfaces().Where(i => i.IsPublic && i.Namespace!.StartsWith("BoundCheck", StringComparison.Ordinal))
            .Select(Name).Order(StringComparer.Ordinal));
        return bases.Count == 0 ? "" : " : " + string.Join(", ", bases);
    }

    private static string Name(Type t)
    {
        if (t.IsByRef)
            return "ref " + Name(t.GetElementType()!);
        if (t.IsArray)
            return Name(t.GetElementType()!) + "[]";
        if (t.IsGenericParameter)
            return t.Name;
        if (Nullable.GetUnderlyingType(t) is { } inner)
            return Name(inner) + "?";
        string? keyword = t.FullName switch
        {
            "System.Void" => "void", "System.Boolean" => "bool", "System.Int32" => "int", "System.Int64" => "long", "System.Double" => "double",
            "System.String" => "string", "System.Object" => "object", "System.Byte" => "byte", _ => null,
        };
        if (keyword is not null)
            return keyword;
        var name = new StringBuilder(t.IsNested
            ? Name(t.DeclaringType!) + "."
            : t.Namespace!.StartsWith("BoundCheck", StringComparison.Ordinal) ? t.Namespace + "." : "");
        name.Append(t.Name.Split('`')[0]);
        if (t.IsGenericType)
            name.Append('<').AppendJoin(", ", t.GetGenericArguments().Select(Name)).Append('>');
        return name.ToString();
    }
}
