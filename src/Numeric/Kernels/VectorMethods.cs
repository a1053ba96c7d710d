using System.Collections.Concurrent;
using System.Reflection;

namespace BoundCheck.Numeric.Kernels;

/// <summary>Finds the static methods of Vector128, Vector256 and Vector512 by name and argument types.</summary>
internal static class VectorMethods
{
    private static readonly ConcurrentDictionary<(Type, string, string), MethodInfo> s_known = new();

    internal static MethodInfo Find(Type type, string name, Type[] types) =>
        s_known.GetOrAdd((type, name, string.Join<Type>(",", types)), _ => Search(type, name, types));

    private static MethodInfo Search(Type type, string name, Type[] types)
    {
        if (type.GetMethod(name, types) is { IsGenericMethod: false } plain)
            return plain;
        foreach (var candidate in type.GetMethods(BindingFlags.Public | BindingFlags.Static))
        {
            if (candidate.Name != name || !candidate.IsGenericMethodDefinition || candidate.GetGenericArguments().Length != 1)
                continue;
            var element = types[0].IsGenericType ? types[0].GetGenericArguments()[0] : types[0].IsPointer ? types[0].GetElementType()! : types[0];
            var closed = candidate.MakeGenericMethod(element);
            if (closed.GetParameters().Select(p => p.ParameterType).SequenceEqual(types))
                return closed;
        }
        throw new MissingMethodException(type.FullName, name);
    }
}
