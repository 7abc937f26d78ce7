package io.jaildeps.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.jaildeps.path.JailPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules that are shipped, each with what it must and must not fit. */
class RuleFilesTest {
    private static final String WG = "yAnz5TF" + "+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=";
    private static final String BASE64 = "MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF";

    /** The object identifier of a bag for a shrouded key. */
    private static final String P12_BAG = "*\u0086H\u0086\u00f7\r\1\u000c\n\1\2";

    /** A text in which the rule finds its secret; put together here, so that no scanner takes this file for a leak. */
    private static final Map<String, String> SECRETS = Map.ofEntries(
            Map.entry("private key", "x\n-----BEGIN RSA PRIVATE" + " KEY-----\nProc-Type: 4,ENCRYPTED\n\n" + BASE64),
            Map.entry("private key (DER)", "0.\2\1\0000\5\6\3+ep\4\"\4 " + "k".repeat(32)),
            Map.entry("private key (PKCS #12)", "0\u0082\4\7\2\1\0030" + P12_BAG),
            Map.entry("private key (Java)", "\u00fe\u00ed\u00fe\u00ed\0\0\0\2\0\0\0\1\0\0\0\1\0\1a"),
            Map.entry("Kerberos keys", "\5\2\0\0\0<\0\1\0\7EXAMPLE"),
            Map.entry("AWS secret key", "AWS_SECRET" + "_ACCESS_KEY=\"" + "a1B2/".repeat(8) + "\""),
            Map.entry("AWS secret key in a file", "aws_secret" + "_access_key = " + "a1B2+".repeat(8)),
            Map.entry(
                    "JSON web token",
                    "ey" + "J" + "a1B2".repeat(5) + ".eyJ" + "a1B2".repeat(5) + "." + "a1B2".repeat(9)),
            Map.entry("password hash (SHA-512)", "x:$6" + "$salt$" + "a1B2".repeat(21) + "./:"),
            Map.entry("password hash (SHA-256)", "x:$5" + "$salt$" + "a1B2".repeat(10) + "./a:"),
            Map.entry("password hash (yescrypt)", "x:$y" + "$j9T$salt$" + "a1B2".repeat(10) + "./a:"),
            Map.entry("password hash (MD5)", "x:$1" + "$salt$" + "a1B2".repeat(5) + "./:"),
            Map.entry("password hash (Apache)", "x:$apr1" + "$salt$" + "a1B2".repeat(5) + "./"),
            Map.entry("password hash (bcrypt)", "x:$2" + "y$05$" + "a1B2".repeat(13) + "."),
            Map.entry(
                    "password hash (Argon2)",
                    "$argon2" + "id$v=19$m=65536,t=3,p=4$" + "a1B2".repeat(5) + "$" + "a1B2".repeat(10)),
            Map.entry("password hash (SHA-1)", "x:{SH" + "A}" + "a1B2".repeat(6) + "a1B="),
            Map.entry("password of netrc", "machine example.org login me" + " password s3cret"),
            Map.entry("registry password", "{\"au" + "th\": \"" + "a1B2".repeat(5) + "\"}"),
            Map.entry("password in a variable", "A=1\nDB_PASS" + "WORD=hunter2hunter2\n"),
            Map.entry("PGP private key", "-----BEGIN PGP PRIVATE" + " KEY BLOCK-----"),
            Map.entry("PuTTY private key", "PuTTY-User-Key" + "-File-3: ssh-ed25519"),
            Map.entry("AWS access key", "id=AKI" + "A234567ABCDEFGHIJ\n"),
            Map.entry("GitHub token", "GH=gh" + "p_" + "a1B2".repeat(9)),
            Map.entry("GitLab token", "glp" + "at-" + "a1B2_".repeat(4)),
            Map.entry("Slack token", "xo" + "xb-" + "123456789012-abcdefghijkl"),
            Map.entry("Stripe key", "sk_" + "live_" + "a1B2".repeat(6)),
            Map.entry("Google API key", "'AI" + "za" + "a1B2_".repeat(7) + "'"),
            Map.entry("npm token", "_authToken=np" + "m_" + "a1B2".repeat(9)),
            Map.entry("PyPI token", "pyp" + "i-AgEN" + "a1B2_".repeat(12)),
            Map.entry("private key (encrypted DER)", "0\u0081\u009b0W\6\t*\u0086H\u0086\u00f7\r\1\5\r0J0"),
            Map.entry("private key (base64 of PEM)", "LS0tLS1CRUdJT" + "iBQUklWQVRFIEtFWS0tLS0t" + "a1B2".repeat(20)),
            Map.entry("WireGuard key", "[Interface]\nPrivate" + "Key = " + WG + "\n"),
            Map.entry("WireGuard preshared key", "[Peer]\nPreshared" + "Key=" + WG + "\n"),
            Map.entry("WireGuard key in a file", WG + "\n"),
            Map.entry("age key", "# created\nAGE-SECRET" + "-KEY-1" + "QPZRY9X8".repeat(7) + "QP\n"),
            Map.entry("password of PostgreSQL", "# mine\ndb.example.org:5432:*:app:s3cr\\:et\n"),
            Map.entry("password of MySQL", "[client]\nuser = app\npass" + "word = \"s3cr#et\"\n"),
            Map.entry("password in a file of credentials", "https:" + "//bob:hunter22" + "@git.example.org\n"),
            Map.entry("password of CIFS", "username=bob\npass" + "word=hunter22\n"),
            Map.entry("refresh token", "{\"refresh" + "_token\": \"1//" + "a1B2_".repeat(8) + "\"}"),
            Map.entry("client secret", "{\"client" + "_secret\": \"GOC" + "SPX-" + "a1B2_".repeat(5) + "\"}"),
            Map.entry("Vault token", "VAULT=hv" + "s." + "a1B2_".repeat(5)),
            Map.entry(
                    "DNSSEC private key",
                    "Private-key" + "-format: v1.3\nAlgorithm: 13 (ECDSAP256SHA256)\nPrivate" + "Key: " + WG + "\n"),
            Map.entry("TSIG key", "key \"rndc-key\" { algorithm hmac-sha256; secr" + "et \"" + WG + "\"; };\n"),
            Map.entry("password of a directory", "base dc=example\nbind" + "pw hunter22\n"),
            Map.entry("password of sssd", "ldap_default" + "_authtok = hunter22\n"),
            Map.entry("password of slapd", "root" + "pw hunter22\n"),
            Map.entry("password of a network", "network={\n  ssid=\"x\"\n  ps" + "k=\"hunter2222\"\n}\n"),
            Map.entry("password of PPP", "# Secrets\nbob\t*\t\"hunter22\"\t*\n"),
            Map.entry("password of IPsec", "# Secrets\n10.0.0.1 10.0.0.2 : PS" + "K \"hunter22\"\n"),
            Map.entry("password of a mail relay", "[mail.example.org]:587 bob:hunter22\n"),
            Map.entry("password hash (DES)", "root:*:19000:0:99999:7:::\nbob:aaJp3gZ0" + "uKTVc:19000:0:99999:7:::\n"),
            Map.entry("password hash (digest)", "bob:private:" + "0a1b2c3d".repeat(4) + "\n"),
            Map.entry("password hash (scrypt)", "x:$7" + "$" + "a1B2".repeat(9) + "$" + "a1B2".repeat(10) + "./a:"),
            Map.entry("password hash (gost-yescrypt)", "x:$gy" + "$j9T$salt$" + "a1B2".repeat(10) + "./a:"),
            Map.entry("GnuPG private key", "(21:protected-private" + "-key(3:rsa(1:n257:\0"),
            Map.entry("GnuPG private key in text", "Created: 20260101T000000\nKey: (private" + "-key (ecc\n"),
            Map.entry("OpenPGP private key", "\u0094\u0086\4abcd\u0016\t+\6\1\4\1\u00daG\17\1"),
            Map.entry("Tor private key", "== ed25519v1-secret" + ": type0 ==\0\0\0"),
            Map.entry("passwords of Samba", "TDB file\n&&&SECRETS" + "/MACHINE_PASSWORD/X"),
            Map.entry(
                    "storage account key",
                    "DefaultEndpointsProtocol=https;Account" + "Key=" + "a1B2".repeat(21) + "a1=="),
            Map.entry("Docker token", "dck" + "r_pat_" + "a1B2_".repeat(6)),
            Map.entry("Tailscale key", "tske" + "y-auth-kAbCdEfG1CNTRL-" + "a1B2".repeat(6)),
            Map.entry("password in a URL", "DB=postgres://app:s3cr3t77@db.example.org/x"));

    /** Where a rule for some paths looks. */
    private static final Map<String, String> PLACES = Map.ofEntries(
            Map.entry("WireGuard key in a file", "/etc/wireguard/private.key"),
            Map.entry("password of PostgreSQL", "/home/bob/.pgpass"),
            Map.entry("password of MySQL", "/root/.my.cnf"),
            Map.entry("password in a file of credentials", "/home/bob/.git-credentials"),
            Map.entry("password of CIFS", "/etc/samba/share.cred"),
            Map.entry("refresh token", "/root/.config/gcloud/application_default_credentials.json"),
            Map.entry("client secret", "/etc/app/client.json"),
            Map.entry("password of a network", "/etc/wpa_supplicant/wpa_supplicant.conf"),
            Map.entry("password of PPP", "/etc/ppp/chap-secrets"),
            Map.entry("password of IPsec", "/etc/ipsec.secrets"),
            Map.entry("password of a mail relay", "/etc/postfix/sasl_passwd"),
            Map.entry("password hash (DES)", "/var/backups/shadow.bak"),
            Map.entry("password hash (digest)", "/etc/lighttpd/.htdigest"));

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(RuleFiles.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> errors(String json) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(resource("audit-rules.schema.json"), InputFormat.JSON)
                .validate(json, InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    static List<String> shipped() {
        return RuleFiles.SHIPPED;
    }

    static List<Rules.Secret> secrets() throws IOException {
        return RuleFiles.shipped().secrets();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void shipped_rules_keep_the_schema(String name) throws IOException {
        assertEquals(List.of(), errors(resource(name + ".json")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"schema\": 2}",
                "{\"schema\": 1, \"tool\": []}",
                "{\"schema\": 1, \"tools\": {}}",
                "{\"schema\": 1, \"tools\": [{\"what\": \"x\", \"severity\": \"low\", \"names\": []}]}",
                "{\"schema\": 1, \"tools\": [{\"what\": \"x\", \"severity\": \"bad\", \"names\": [\"x\"], \"why\": \"x\"}]}",
                "{\"schema\": 1, \"devices\": [{\"device\": \"c 1\", \"name\": \"x\", \"severity\": \"low\", \"why\": \"x\"}]}",
                "{\"schema\": 1, \"secrets\": [{\"name\": \"x\", \"marker\": \"x\", \"pattern\": \"x\", \"why\": \"x\"}]}",
                "{\"schema\": 1, \"secrets\": [{\"name\": \"x\", \"pattern\": \"x\", \"why\": \"x\"}]}",
                "{\"schema\": 1, \"secrets\": [{\"name\": \"x\", \"marker\": \"xx\", \"head\": \"x\", \"pattern\": \"x\", \"why\": \"x\"}]}",
                "{\"schema\": 1, \"secrets\": [{\"name\": \"x\", \"paths\": [], \"pattern\": \"x\", \"why\": \"x\"}]}",
                "{\"schema\": 1, \"modules\": [{\"daemon\": \"x\", \"files\": [\"x\"], \"line\": \"(x)\","
                        + " \"candidates\": [\"x\"], \"why\": \"x\"}]}",
                "{\"schema\": 1, \"pam\": [{\"module\": \"x\", \"argument\": \"(x)\", \"severity\": \"low\", \"why\": \" \"}]}"
            })
    void what_the_schema_refuses_is_refused_with_a_reason(String json) throws IOException {
        assertFalse(errors(json).isEmpty());
        BadRules refused =
                assertThrows(BadRules.class, () -> RuleFiles.read(json.getBytes(StandardCharsets.UTF_8), "mine.json"));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("cannot read rules mine.json: "));
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("{\"schema\": 1,\n \"tools\": [x]}", "line 2: "),
                Arguments.of("{\"schema\": 1} {}", "line 1: "),
                Arguments.of(
                        "{\"schema\": 1, \"pam\": [{\"module\": \"(\", \"argument\": \"(x)\", \"severity\": \"low\", \"why\": \"x\"}]}",
                        "rule 1 of \"pam\": bad pattern"),
                Arguments.of(
                        "{\"schema\": 1, \"pam\": [{\"module\": \"x\", \"argument\": \"x\", \"severity\": \"low\", \"why\": \"x\"}]}",
                        "has no group"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void what_no_schema_sees_is_refused_too(String json, String reason) {
        BadRules refused =
                assertThrows(BadRules.class, () -> RuleFiles.read(json.getBytes(StandardCharsets.UTF_8), "mine.json"));
        assertTrue(String.valueOf(refused.getMessage()).contains(reason), refused::getMessage);
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void a_secret_is_found_and_its_first_half_is_not(Rules.Secret rule) {
        String text = Objects.requireNonNull(SECRETS.get(rule.name()), rule.name());
        SecretScan scan = new SecretScan(List.of(rule));
        String place = PLACES.getOrDefault(rule.name(), "/srv/file");
        assertEquals(List.of(rule.name()), in(scan, place, text));
        if (rule.paths().isPresent()) {
            assertEquals(List.of(), in(scan, "/srv/file.py", text), "elsewhere such a text is an example");
        }
        if (rule.head().isPresent()) {
            assertEquals(List.of(), in(scan, place, "x" + text), "it does not begin so");
            return;
        }
        assertEquals(List.of(), in(scan, place, text.substring(0, text.length() / 2)));
        assertEquals(List.of(), in(scan, place, "\0" + text));
        if (!rule.name().equals("WireGuard key in a file")) {
            assertEquals(List.of(rule.name()), in(scan, place, "#".repeat(5000) + "\n" + text));
            assertEquals(List.of(rule.name()), in(scan, place, wide("# as Windows writes it\n" + text)));
        }
    }

    /** UTF-16 with its mark. */
    private static String wide(String text) {
        StringBuilder wide = new StringBuilder("\u00ff\u00fe");
        text.chars().forEach(c -> wide.append((char) c).append('\0'));
        return wide.toString();
    }

    /** What packages bring: comments, examples, defaults, and what looks like a secret by its form. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/etc/mysql/my.cnf | #password = your_password",
                "/etc/mysql/debian.cnf | `[client]\\nhost     = localhost\\npassword = \\nsocket = /run/mysqld/mysqld.sock`",
                "/etc/ppp/pap-secrets | *\\thostname\\t\"\"\\t*",
                "/etc/ppp/pap-secrets | guest\\thostname\\t\"*\"\\t-",
                "/etc/ppp/chap-secrets | # Secrets for authentication using CHAP\\n# client\\tserver\\tsecret\\tIP addresses",
                "/etc/ipsec.secrets | # RSA private key: see : PSK \"x\"\\ninclude /var/lib/strongswan/ipsec.secrets.inc",
                "/etc/nslcd.conf | #bindpw secret",
                "/etc/ldap/ldap.conf | # rootpw secret",
                "/etc/sssd/sssd.conf | ldap_default_authtok = $PASS" + "WORD",
                "/etc/bind/named.conf | // secret \"c2VjcmV0c2VjcmV0c2VjcmV0\";",
                "/etc/named.conf | # secret \"c2VjcmV0c2VjcmV0c2VjcmV0\";",
                "/etc/exim4/passwd.client | ### target.mail.server.example:login:password",
                "/etc/postfix/main.cf | smtp_sasl_password_maps = hash:/etc/postfix/sasl_passwd",
                "/etc/apt/sources.list | deb http://deb.debian.org/debian bookworm main",
                "/usr/share/doc/x/README | https://user:password@example.org/",
                "/home/bob/.git/config | url = https://bob@git.example.org/x.git",
                "/etc/passwd- | daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin",
                "/etc/shadow- | daemon:*:19000:0:99999:7:::\\nbob:!:19000:0:99999:7:::\\neve:!*:19000::::::",
                "/etc/pam.d/passwd | @include common-password",
                "/etc/pgpass.conf | # hostname:port:database:username:password",
                "/home/bob/.pgpass | localhost:5432:db:bob:",
                "/etc/wireguard/public.key | yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=",
                "/etc/wireguard/wg0.conf | PublicKey = yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=",
                "/etc/wpa_supplicant/wpa_supplicant.conf | #psk=\"very secret passphrase\"",
                "/etc/hostapd/hostapd.conf | #wpa_passphrase=secret passphrase",
                "/srv/x.json | {\"client_secret\": \"your-client-secret-here\"}",
                "/srv/x.json | {\"refresh_token\": \"REPLACE_WITH_YOUR_TOKEN\"}",
                "/srv/rfc6749.json | {\"refresh_token\": \"tGzv3JOkF0XG5Qx2TlKWIA\"}",
                "/srv/credentials.py | password=os.environ",
                "/srv/x.c | struct hv.thing_that_is_no_token_at_all",
                "/srv/x.py | client_secret: secret_of_the_application_in_python;",
            })
    void what_only_looks_like_a_secret_is_none(String path, String text) throws IOException {
        String plain = text.replace("\\n", "\n").replace("\\t", "\t");
        assertEquals(List.of(), in(new SecretScan(RuleFiles.shipped().secrets()), path, plain + "\n"));
    }

    @Test
    void a_key_within_other_text_is_found_and_a_store_of_certificates_holds_none() throws IOException {
        SecretScan scan = new SecretScan(RuleFiles.shipped().secrets());
        String begin = "-----BEGIN PRIVATE" + " KEY-----";
        assertEquals(List.of("private key"), in(scan, "key: |\n    " + begin + "\n    " + BASE64));
        assertEquals(List.of("private key"), in(scan, "{\"key\": \"" + begin + "\\n" + BASE64 + "\\n\"}"));
        assertEquals(List.of("private key"), in(scan, begin + "\r\n" + BASE64));
        assertEquals(List.of(), in(scan, "0\u0082\4\7\2\1\0030" + "*\u0086H\u0086\u00f7\r\1\7\6"));
        assertEquals(List.of(), in(scan, "\u00fe\u00ed\u00fe\u00ed\0\0\0\2\0\0\0\1\0\0\0\2\0\1a"));
        assertEquals(List.of(), in(scan, "PASS" + "WORD=$1\nPASS" + "WORD=\"$x\"\nPASS" + "WORD=<your-password>\n"));
    }

    private static List<String> in(SecretScan scan, String text) {
        return in(scan, "/srv/file", text);
    }

    private static List<String> in(SecretScan scan, String path, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return scan.in(JailPath.of(path), bytes, bytes.length);
    }

    @ParameterizedTest
    @CsvSource({
        "shell, dash",
        "shell, busybox.static",
        "compiler, gcc-12",
        "compiler, x86_64-linux-gnu-ld",
        "compiler, g++",
        "interpreter, python3.11",
        "interpreter, mawk",
        "package tool, dpkg",
        "package tool, pip3",
        "network tool, nc.openbsd",
        "network tool, curl",
        "administrator's tool, sudo",
        "administrator's tool, gdbserver"
    })
    void a_tool_is_known_by_its_name(String what, String name) throws IOException {
        assertEquals(
                List.of(what),
                RuleFiles.shipped().tools().stream()
                        .filter(tool -> tool.name().matcher(name).matches())
                        .map(Rules.Tool::what)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"shred", "lsattr", "sshd", "ldap", "asd", "nginx", "ncal", "mountpoint", "perlbug", "suid"})
    void a_name_that_only_looks_like_a_tools_is_none(String name) throws IOException {
        assertTrue(RuleFiles.shipped().tools().stream()
                .noneMatch(tool -> tool.name().matcher(name).matches()));
    }

    @Test
    void no_device_has_two_rules() throws IOException {
        List<Rules.Device> devices = RuleFiles.shipped().devices();
        Set<Object> numbers = new HashSet<>();
        devices.forEach(device -> assertTrue(numbers.add(device.number()), device.name()));
        assertEquals(
                Set.of("null", "zero", "full", "random", "urandom", "tty", "ptmx"),
                Set.copyOf(devices.stream()
                        .filter(device -> device.severity().isEmpty())
                        .map(Rules.Device::name)
                        .toList()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apache2 | LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so | /usr/lib/apache2/modules/mod_mpm_event.so",
                "nginx | load_module modules/ngx_http_geoip_module.so; | modules/ngx_http_geoip_module.so",
                "proftpd | LoadModule mod_sql.c | mod_sql",
                "lighttpd |   \"mod_accesslog\", | mod_accesslog",
                "rsyslogd | module(load=\"imuxsock\") # provides support for local system logging | imuxsock",
                "rsyslogd | $ModLoad imklog | imklog",
                "slapd | olcModuleLoad: {0}back_mdb | back_mdb",
                "slapd | moduleload back_mdb.la | back_mdb",
                "redis-server | loadmodule /usr/lib/redis/bloom.so | /usr/lib/redis/bloom.so",
                "postgres | shared_preload_libraries = 'pg_stat_statements,auto_explain' | pg_stat_statements",
                "php | extension=curl.so | curl",
                "php | zend_extension=opcache | opcache",
                "mosquitto | plugin /usr/lib/mosquitto_dynamic_security.so | /usr/lib/mosquitto_dynamic_security.so",
                "sshd | Subsystem\tsftp\t/usr/lib/openssh/sftp-server | /usr/lib/openssh/sftp-server",
                "named | plugin query \"filter-aaaa.so\" { }; | filter-aaaa.so",
                "haproxy | lua-load /etc/haproxy/auth.lua | /etc/haproxy/auth.lua",
                "libwrap | ALL: ALL: twist /bin/echo no | /bin/echo",
                "openssl | dynamic_path = /usr/lib/engines/pkcs11.so | /usr/lib/engines/pkcs11.so"
            })
    void a_line_of_configuration_names_what_it_loads(String daemon, String line, String loaded) throws IOException {
        Rules.Module rule = module(daemon);
        Matcher matcher = rule.line().matcher(line);
        assertTrue(matcher.find(), line);
        assertEquals(loaded, matcher.group(1));
        assertFalse(rule.line().matcher("# " + line).find(), "a comment");
        assertTrue(rule.candidates().stream()
                .map(candidate -> candidate.replace("$1", loaded))
                .anyMatch(path -> path.startsWith("/")));
    }

    private static Rules.Module module(String daemon) throws IOException {
        return RuleFiles.shipped().modules().stream()
                .filter(rule -> rule.daemon().equals(daemon))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "pam_listfile.so, file=/etc/ftpusers, /etc/ftpusers",
        "pam_access.so, accessfile=/etc/security/a.conf, /etc/security/a.conf",
        "pam_env.so, envfile=/etc/default/locale, /etc/default/locale",
        "pam_limits.so, conf=/etc/limits, /etc/limits",
        "pam_time.so, conffile=/etc/time.conf, /etc/time.conf",
        "pam_pwdfile.so, pwdfile=/etc/vsftpd.passwd, /etc/vsftpd.passwd",
        "pam_userdb.so, db=/etc/vsftpd_login, /etc/vsftpd_login",
        "pam_exec.so, /usr/local/bin/notify, /usr/local/bin/notify",
        "pam_ldap.so, config=/etc/ldap.pam, /etc/ldap.pam"
    })
    void an_argument_of_a_pam_module_names_a_file(String module, String argument, String file) throws IOException {
        List<String> files = RuleFiles.shipped().pamFiles().stream()
                .filter(rule -> rule.module().matcher(module).matches())
                .map(rule -> rule.argument().matcher(argument))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .toList();
        assertEquals(List.of(file), files);
    }
}
