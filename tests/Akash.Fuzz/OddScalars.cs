namespace Akash.Fuzz;

/// <summary>Texts that tools are known to read in different ways, put where a value or a name stood.</summary>
static class OddScalars
{
    public static readonly string[] Values =
    [
        // Nothing, and words that stand for something else.
        "", "~", "null", "Null", "NULL", "''", "\"\"", "true", "True", "yes", "on", "off", "n", "\"true\"", "undefined", "NaN", ".nan", ".inf", "-.INF", "Infinity",

        // Numbers of all kinds.
        "0", "-0", "+0", "00", "1", "-1", "+1", "01", "0120", "08", "0o17", "0x1F", "0X1f", "0b101", "0B1", "1_000", "1e3", "1E3", "1e+3", "1e-3", ".5", "5.", "-.5", "1.", "1.0", "1.50",
        "0.1", "2.01", "4.02", "1.0000000000000001", "0.30000000000000004", "1e999999999", "1e-999999999", "-1e400", "9007199254740993", "18446744073709551615", "18446744073709551616",
        "4294967295", "4294967296", "4294968", "2147483648", "65535", "65536", "1e21", "1e-7", "123456789012345678901234567890", "0.0000000000000000001", "1.1.1", "1:30", "190:20:30", "0x", "0o", "1__0", "_1", "1_",
        "'1'", "\"1\"", "'80'", "!!int 80", "!!str 80", "!!float 80", "!!int \"80\"", "! 80", "!local 80", "!!binary aGk=", "!!null ''", "!!bool yes", "!!timestamp 2020-01-01",

        // Sizes, processors, prices, durations.
        "100m", "1.5m", "1_000m", "500M", "2x", "0m", "'0.5'", "1000m", "512Mi", "512mi", "512MI", "1Gi", "1.1Gi", "1.5Gi", "0.5Gi", "1GB", "1GiB", "1g", "1k", "1Ki", "1K", "5e6", "1e3Mi", "5 Mi", " 5Mi", "5.Mi", ".5Gi",
        "9Ei", "10E", "1P", "1024", "'1024'", "1..5Gi", "infGi", "nanMi", "-1Gi", "0Gi", "1Tib", "8388608Ki", "0.000001Gi", "1e999999999Gi", "24h", "1h30m", "1.5h", "0s", "300ms", "-1h", "1d", "1000uact",

        // Dates, words of YAML, and texts that look like structure.
        "2020-01-01", "2020-01-01T10:00:00Z", "2001-12-14t21:59:43.10-05:00", "2020-13-45", "=", "<<", "-", "?", ":", "a:b", "a: b", "a #b", "#a", "'#a'", "@a", "`a`", "%a", "!a", "&a", "*a", "|", ">", "|-", "'it''s'", "\"a\\nb\"", "\"\\0\"", "\"\\x41\\u00e9\\U0001F680\"", "\"\\uD83D\\uDE80\"", "\"\\uD800\"", "\"\\_\\N\\L\\P\"", "\"\\q\"",
        "[]", "{}", "[a]", "{a: b}", "[null]", "[~, a]", "[[a]]", "[a, a]", "{a: b, a: c}", "[a: b]", "{a}", "[,]", "[a,]", "{a: b,}", "{? a}", "\"a\": b",

        // Text beyond ASCII.
        "é", "e\u0301", "日本", "🚀", "\u00a0", "a\u00a0b", "\u2028", "'a\u2028b'", "\"a\u2029b\"", "\u0085", "'a\u0085b'", "\ufeff", "\u200b", "\u007f", "<&>", "ß", "ǅ", "İ", "a\tb", "\ta", "a\t", "'\t'",

        // Names that a script engine has already.
        "constructor", "__proto__", "toString", "hasOwnProperty", "valueOf", "prototype", "length", "__defineGetter__", "isPrototypeOf",

        // Words of the language.
        "tcp", "TCP", "Tcp", "udp", "http", "global", "web", "default", "ram", "beta1", "beta2", "beta3", "beta4", "cpu", "cpu-gpu", "deployment", "logs", "events", "uakt", "uact", "ibc/ABC", "off", "error", "http_500", "pcie", "sxm", "nvidia", "amd", "*", "ip", "dcloud",
        "/data", "data", "/", "//", "/a/../b", "A=1", "=1", "1A=1", "A", "..A=1", "A B=1", "www.example.com", "WWW.example.com", "*.example.com", "a..b", "example.com:80", "1.2.3.4", "-a.com", "xn--a",
    ];

    public static readonly string[] Names =
    [
        "constructor", "__proto__", "toString", "hasOwnProperty", "valueOf", "web", "Web", "WEB", "a", "A", "b", "a-b", "a_b", "a.b", "1", "10", "9", "01", "1.5", "true", "null", "~", "é", "z", "ä", "-a", "a-", "\"\"", "' '", "\"a b\"", "<<", "=", "x-y",
        "version", "services", "profiles", "deployment", "endpoints", "reclamation", "include", "image", "command", "args", "env", "expose", "params", "credentials", "dependencies", "depends_on", "port", "as", "proto", "accept", "to", "global", "service", "ip", "http_options",
        "max_body_size", "read_timeout", "send_timeout", "next_tries", "next_timeout", "next_cases", "proxy_buffer_size", "storage", "mount", "readOnly", "permissions", "read", "tee", "host", "email", "username", "password", "compute", "placement", "resources", "cpu", "memory", "gpu",
        "units", "attributes", "size", "name", "persistent", "class", "vendor", "nvidia", "amd", "model", "ram", "interface", "arch", "signedBy", "anyOf", "allOf", "pricing", "denom", "amount", "profile", "count", "kind", "min_window", "dcloud", "westcoast", "tee/type",
    ];

    /// <summary>Blocks that are rarely written, by the words they stand under.</summary>
    public static readonly string[] Blocks =
    [
        "params: {tee: cpu}", "params: {tee: cpu-gpu}", "params: {}", "params: {storage: {default: {mount: /data}}}", "params: {storage: {data: {mount: /data, readOnly: true}}}", "params: {permissions: {read: [logs]}}", "params: {permissions: {}}", "params: {permissions: {read: []}}",
        "credentials: {host: a, username: b, password: secret}", "credentials: {host: ' a ', email: a@b.c, username: b, password: secret1}", "command: [a, 'b']", "args: []", "env: []", "env: [A=1, B, null]", "expose: []", "dependencies: [{service: web}]",
        "http_options: {max_body_size: 0, next_cases: [off]}", "http_options: {next_cases: []}", "http_options: {next_cases: [error, '500'], next_tries: 0, proxy_buffer_size: 4096}", "accept: [a.com, b.com]", "accept: []", "accept: null", "as: 80", "as: 0", "proto: udp", "to: [{global: true}]", "to: [{service: web}]", "to: [{service: web, global: true}]", "to: []", "to: [{global: true, ip: web}]", "to: [{}]",
        "endpoints: {web: {kind: ip}}", "endpoints: {a: {kind: ip}}", "endpoints: {}", "reclamation: {min_window: 24h}", "reclamation: {}", "include: [a]", "gpu: {units: 1, attributes: {vendor: {nvidia: [{model: a100, ram: 80Gi, interface: sxm}, {model: h100}]}}}", "gpu: {units: 0}", "gpu: {units: '0', attributes: {vendor: {nvidia: null}}}", "gpu: {units: 1, attributes: {vendor: {}}}", "gpu: {}", "gpu: null",
        "attributes: {}", "attributes: null", "attributes: {arch: amd64}", "attributes: {persistent: true, class: beta2}", "attributes: {persistent: 'false', class: ram}", "attributes: {persistent: false}", "attributes: {host: akash, 1: 2, a: null, B: 1.0, b: 2020-01-01}", "signedBy: {anyOf: [a], allOf: []}", "signedBy: {}", "storage: []", "storage: [{size: 1Gi}, {size: 1Gi, name: a}]", "storage: [{name: data, size: 10Gi, attributes: {persistent: true, class: beta3}}, {size: 512Mi}]",
    ];
}
