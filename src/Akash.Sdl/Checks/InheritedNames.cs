namespace Akash.Sdl.Checks;

/// <summary>What every JavaScript object has without declaring it: looked up by such a name, the Console's tables are never empty.</summary>
static class InheritedNames
{
    public static bool Contains(string name) => name is
        "constructor" or "hasOwnProperty" or "isPrototypeOf" or "propertyIsEnumerable" or "toLocaleString" or "toString" or "valueOf"
        or "__proto__" or "__defineGetter__" or "__defineSetter__" or "__lookupGetter__" or "__lookupSetter__";
}
