package io.jaildeps.access.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.access.Accesses;
import io.jaildeps.access.AskedPath;
import io.jaildeps.access.PathUse;
import io.jaildeps.access.Traces;
import io.jaildeps.path.JailPath;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths are from real traces, those that must not be explained are made up to be near. */
class IgnoreRulesTest {
    private static Accesses of(String... lines) {
        return Traces.accesses(lines);
    }

    private static String rule(Accesses accesses, String path) {
        PathUse use = accesses.use(AskedPath.of(JailPath.ofBytes(path))).orElseThrow();
        return IgnoreRules.explaining(use).map(IgnoreRule::name).orElse("none");
    }

    private static String ofAbsent(String path) {
        return rule(of("1 open(\"" + path + "\", O_RDONLY) = -1 ENOENT (No such file or directory)"), path);
    }

    /** The path fails first, then its namesake elsewhere is found. */
    private static String ofWalk(String path, String hit) {
        return rule(
                of(
                        "1 open(\"" + path + "\", O_RDONLY) = -1 ENOENT (No such file or directory)",
                        "1 open(\"" + hit + "\", O_RDONLY) = 3"),
                path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/lib/x86_64-linux-gnu/glibc-hwcaps/x86-64-v3/libnss_db.so.2",
                "/lib/x86_64-linux-gnu/glibc-hwcaps/x86-64-v3",
                "/lib/x86_64-linux-gnu/tls/x86_64/x86_64/libnss_db.so.2",
                "/lib/x86_64-linux-gnu/tls/x86_64/x86_64",
                "/lib/tls",
                "/lib/x86_64",
                "/usr/local/www/data/usr/lib/tls/i686/sse2/libnss_db.so.2",
                "/home/eric/tls/haswell/x86_64/libdl.so.2",
                "/snap/obs-studio/1118/usr/lib/x86_64-linux-gnu/dri/tls/haswell/libc.so.6",
                "/opt/tritonserver/backends/nvidia/cublas/lib/tls/atomics",
                "/opt/tritonserver/nvidia/cublas/lib/tls/aarch64/atomics/libnccl.so.2",
                "/usr/lib/moar/haswell/x86_64"
            })
    void librariesForOtherProcessorsAreHwcaps(String path) {
        assertEquals("hwcaps", ofAbsent(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/ssl/tls",
                "/etc/ssl/x86_64",
                "/etc/pki/tls/certs/ca-bundle.crt",
                "/etc/pki/tls/openssl.cnf",
                "/usr/share/doc/tls/README",
                "/srv/images/x86_64/vmlinuz",
                "/usr/lib/x86_64-linux-gnu/libz.so.1",
                "/lib/x86_64-linux-gnu",
                "/home/me/src/neon/main.so.c"
            })
    void directoriesThatAreOnlyNamedLikeAProcessorAreNot(String path) {
        assertEquals("absent-on-host", ofAbsent(path));
    }

    @Test
    void theLoadersOwnFilesAreExplained() {
        assertEquals("loader-preload", ofAbsent("/etc/ld.so.preload"));
        assertEquals("loader-preload", ofAbsent("/etc/ld.so.nohwcap"));
        assertEquals("loader-preload", ofAbsent("/etc/ld-nix.so.preload"));
        assertEquals("loader-cache", ofAbsent("/etc/ld.so.cache"));
        assertEquals("absent-on-host", ofAbsent("/etc/ld.so.conf"));
        assertEquals("absent-on-host", ofAbsent("/srv/etc/ld.so.preload"));
        assertEquals("absent-on-host", ofAbsent("/etc/ldxso.cache"));
    }

    @ParameterizedTest
    @CsvSource({
        "/var/ld/ld.config, loader-settings",
        "/var/ld/64/ld.config, loader-settings",
        "/etc/libmap.conf, loader-settings",
        "/usr/local/etc/libmap.d/x.conf, loader-settings",
        "/var/run/ld-elf.so.hints, loader-hints",
        "/var/run/ld-elf32.so.hints, loader-hints",
        "/var/run/ld.so.hints, loader-hints",
        "/usr/lib/libc/libc_hwcap1.so.1, platform-library",
        "/platform/i86pc/lib/libc_psr.so.1, platform-library",
        "/usr/lib/$HWCAP, platform-library",
        "/etc/malloc.conf, malloc-settings",
        "/var/run/name_service_door, name-service-cache",
        "/var/run/nscd, name-service-cache",
        "/dev/dtracehelper, dtrace-helper",
        "/dev/dtrace/helper, dtrace-helper",
        "/AppleInternal/XBS/.isChrooted, vendor-files",
        "/emul/linux/etc/ld.so.preload, emulation",
        "/compat/linux/lib/libc.so.6, emulation",
        "/usr/lib/locale/de/LC_MESSAGES/SUNW_OST_SGS.mo, locale",
        "/usr/share/nls/C/libc.cat, locale",
        "/srv/var/ld/ld.config, absent-on-host",
        "/var/ld/ld.config.old, absent-on-host",
        "/etc/libmap.conf.d, absent-on-host",
        "/var/run/ld-elf.so.hints.bak, absent-on-host",
        "/usr/lib/libpsr.so.1, absent-on-host",
        "/platform/i86pc/kernel/unix, absent-on-host",
        "/usr/lib/HWCAP, absent-on-host",
        "/home/x/etc/malloc.conf, absent-on-host",
        "/var/run/nscd.pid, absent-on-host",
        "/dev/dtrace, absent-on-host",
        "/AppleInternalTools, absent-on-host",
        "/home/emul/linux/x, absent-on-host",
        "/emulator/linux/x, absent-on-host"
    })
    void whatOtherSystemsLoadersAndLibrariesLookForIsExplained(String path, String rule) {
        assertEquals(rule, ofAbsent(path));
    }

    @Test
    void whatIsThereIsLeftOutByNoRule() {
        for (String path : List.of("/etc/libmap.conf", "/var/run/ld-elf.so.hints", "/emul/linux/lib/libc.so.6")) {
            assertEquals("none", rule(of("1 open(\"" + path + "\", O_RDONLY) = 3"), path));
        }
    }

    @Test
    void librariesOfOtherSystemsAreSearchedForToo() {
        assertEquals("library-search", ofWalk("/usr/local/lib/libx.dylib", "/usr/lib/libx.dylib"));
        assertEquals("library-search", ofWalk("/opt/lib/libx.sl", "/usr/lib/libx.sl"));
    }

    @Test
    void theyAreExplainedInsideAChangedRootToo() {
        Accesses accesses = of(
                "1 chroot(\"/jail\") = 0",
                "1 access(\"/etc/ld.so.preload\", R_OK) = -1 ENOENT (No such file or directory)",
                "1 open(\"/etc/ld.so.cache\", O_RDONLY) = -1 ENOENT (No such file or directory)",
                "1 open(\"/dev/tty\", O_RDWR) = -1 ENXIO (No such device or address)");
        List<String> rules = accesses.uses().stream()
                .flatMap(use -> IgnoreRules.explaining(use).stream())
                .map(IgnoreRule::name)
                .toList();
        assertEquals(List.of("no-terminal", "loader-cache", "loader-preload"), rules);
    }

    @Test
    void theCacheIsNoHitOfASearchForPreload() {
        // both begin with "ld", but one is not looked for where the other is absent
        Accesses accesses = of(
                "1 access(\"/etc/ld.so.preload\", R_OK) = -1 ENOENT (No such file or directory)",
                "1 open(\"/etc/ld.so.cache\", O_RDONLY) = 3");
        assertTrue(accesses.uses().stream().noneMatch(PathUse::hitAfterWalk));
    }

    @Test
    void aLibraryIsSearchedInSeveralDirectories() {
        assertEquals("library-search", ofWalk("/opt/hpcx/ucx/lib/libz.so.1", "/lib/x86_64-linux-gnu/libz.so.1"));
        assertEquals("library-search", ofWalk("/vendor/lib/libnetutils.so", "/system/lib/libnetutils.so"));
        assertEquals("absent-on-host", ofAbsent("/opt/hpcx/ucx/lib/libz.so.1"));
        assertEquals("search-walk", ofWalk("/etc/a/liberty.sound", "/etc/b/liberty.sound"));
        assertEquals("search-walk", ofWalk("/run/a/x.sock", "/run/b/x.sock"));
    }

    @Test
    void aProgramIsSearchedAlongPath() {
        assertEquals("path-search", ofWalk("/usr/local/sbin/sh", "/usr/bin/sh"));
        assertEquals("path-search", ofWalk("/opt/pyenv-1/shims/cat", "/usr/bin/cat"));
        assertEquals("absent-on-host", ofAbsent("/usr/bin/gstrip"));
        assertEquals("search-walk", ofWalk("/opt/GNAT/2018/libexec/gcc/strip", "/usr/bin/strip"));
        assertEquals("search-walk", ofWalk("/usr/sbin.d/x", "/usr/bin/x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/usr/lib/locale/locale-archive",
                "/usr/lib/locale/C.UTF-8/LC_IDENTIFICATION",
                "/usr/share/locale/locale.alias",
                "/usr/share/locale/en_US.utf8/LC_MESSAGES/bfd.mo",
                "/snap/core/current/usr/share/locale-langpack/en/LC_MESSAGES/snappy.mo",
                "/home/sangaline/projects/exodus/.env/share/locale/en_US/LC_MESSAGES/messages.mo",
                "/usr/lib/locale/C.utf8/LC_MESSAGES/SYS_LC_MESSAGES",
                "/usr/share/nls/de/ls.cat"
            })
    void localesAreTriedUnderSeveralNames(String path) {
        assertEquals("locale", ofAbsent(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/usr/lib64/python2.7/site-packages/sphinx/locale/UserString",
                "/srv/app/locale/en.json",
                "/etc/locale.conf",
                "/srv/films/black.cat",
                "/srv/music/x.mo"
            })
    void whatIsOnlyNamedLikeALocaleIsNone(String path) {
        assertEquals("absent-on-host", ofAbsent(path));
    }

    @Test
    void convertersAreTried() {
        assertEquals("gconv", ofAbsent("/usr/lib/x86_64-linux-gnu/gconv/gconv-modules.cache"));
        assertEquals(
                "gconv", ofAbsent("/nix/store/3n58xw4373jp0ljirf06d8077j15pc4j-glibc-2.37-8/lib/gconv/gconv-modules"));
        assertEquals("gconv", ofAbsent("/usr/lib/gconv/gconv-modules.d/extra.conf"));
        assertEquals("gconv", ofAbsent("/usr/lib/gconv/UTF-16.so"));
        assertEquals("absent-on-host", ofAbsent("/home/gconv/notes.txt"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/usr/lib64/python2.7/plat-linux2/zlib.pyc",
                "/usr/lib64/python2.7/site-packages/sphinx/ext/__init__",
                "/usr/lib/python3.11/lib-dynload/_json.cpython-311-x86_64-linux-gnu.so",
                "/usr/lib64/python2.7/lib-dynload/romanmodule.so",
                "/usr/bin/pyvenv.cfg",
                "/usr/lib/python311.zip",
                "/usr/local/share/perl/5.28.1/IO/File.pmc",
                "/opt/gitlab/embedded/service/gitlab-rails/ee/app/models/approver_group/group.rb",
                "/srv/app/node_modules/express/package.json",
                "/srv/app/node_modules"
            })
    void languagesLookForTheirModules(String path) {
        assertEquals("import-search", ofAbsent(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/app/settings.json",
                "/srv/data.pyx",
                "/srv/x.plist",
                "/etc/init.conf",
                "/srv/node_modules.txt"
            })
    void dataIsNoModule(String path) {
        assertEquals("absent-on-host", ofAbsent(path));
    }

    @Test
    void aModuleThatIsFoundElsewhereIsStillAnImport() {
        assertEquals(
                "import-search", ofWalk("/a/numpy/__init__.cpython-36m-x86_64-linux-gnu.so", "/b/numpy/__init__.py"));
    }

    @Test
    void aSocketThatNobodyAnswersIsOptional() {
        Accesses accesses = of(
                "1 connect(3, {sa_family=AF_UNIX, sun_path=\"/var/run/nscd/socket\"}, 110) = -1 ENOENT (No such file or directory)",
                "1 sendto(3, \"x\", 1, 0, {sa_family=AF_UNIX, sun_path=\"/dev/log\"}, 110) = -1 ECONNREFUSED (Connection refused)",
                "1 stat(\"/run/other.sock\", 0x7ffd) = -1 ENOENT (No such file or directory)",
                "1 connect(3, {sa_family=AF_UNIX, sun_path=\"/run/there\"}, 110) = 0");
        assertEquals("optional-socket", rule(accesses, "/var/run/nscd/socket"));
        assertEquals("optional-socket", rule(accesses, "/dev/log"));
        assertEquals("absent-on-host", rule(accesses, "/run/other.sock"));
        assertEquals("none", rule(accesses, "/run/there"));
    }

    @Test
    void onlyATerminalCanLackATerminal() {
        Accesses accesses = of(
                "1 open(\"/dev/tty\", O_RDWR) = -1 ENXIO (No such device or address)",
                "1 open(\"/run/fifo\", O_WRONLY|O_NONBLOCK) = -1 ENXIO (No such device or address)",
                "1 open(\"/dev/console\", O_RDWR) = -1 ENOENT (No such file or directory)");
        assertEquals("no-terminal", rule(accesses, "/dev/tty"));
        assertEquals("fails-on-host", rule(accesses, "/run/fifo"));
        assertEquals("absent-on-host", rule(accesses, "/dev/console"));
    }

    @Test
    void whatIsForbiddenIsNotAbsent() {
        Accesses accesses = of(
                "1 open(\"/run/user/1000/gdm/Xauthority\", O_RDONLY) = -1 EACCES (Permission denied)",
                "1 setxattr(\"/x\", \"user.a\", \"v\", 1, 0) = -1 EPERM (Operation not permitted)");
        assertEquals("not-permitted", rule(accesses, "/run/user/1000/gdm/Xauthority"));
        assertEquals("not-permitted", rule(accesses, "/x"));
    }

    @Test
    void theSameNameElsewhereEndsASearch() {
        assertEquals("search-walk", ofWalk("/home/rkx/.config/fontconfig/fonts.conf", "/etc/fonts/fonts.conf"));
        assertEquals("search-walk", ofWalk("/lib/x86_64-pc-linux-gnu/7.3.1/crtn.o", "/usr/lib/crtn.o"));
        assertEquals("absent-on-host", ofWalk("/etc/gss/mech", "/etc/gss/mech.d"));
        assertEquals("absent-on-host", ofWalk("/etc/a.conf", "/usr/etc/b.conf"));
    }

    @Test
    void whatWasUsedIsNeverIgnored() {
        Accesses accesses = of(
                "1 open(\"/lib/tls/libx.so.1\", O_RDONLY) = -1 ENOENT (No such file or directory)",
                "1 open(\"/lib/tls/libx.so.1\", O_RDONLY) = 3");
        assertEquals("none", rule(accesses, "/lib/tls/libx.so.1"));
    }

    @Test
    void everyRuleHasANameOfItsOwnAndAReason() {
        List<IgnoreRule> rules = IgnoreRules.all();
        Set<String> names = rules.stream().map(IgnoreRule::name).collect(Collectors.toSet());
        assertEquals(rules.size(), names.size());
        rules.forEach(rule -> {
            assertTrue(rule.name().matches("[a-z]+(-[a-z]+)*"), rule.name());
            assertTrue(rule.reason().length() > 20 && !rule.reason().endsWith("."), rule.reason());
        });
    }

    @Test
    void aCallWhoseEndIsNotRecordedIsNotSaidToFail() {
        String begun = "1 execve(\"/bin/x\", [\"x\"], 0x7f /* 1 vars */ <unfinished ...>";
        assertEquals("end-not-recorded", rule(of(begun), "/bin/x"));
        assertEquals(
                "absent-on-host",
                rule(of("1 open(\"/bin/x\", O_RDONLY) = -1 ENOENT (No such file or directory)", begun), "/bin/x"));
        assertEquals("fails-on-host", rule(of("1 open(\"/bin/x\", O_RDONLY) = -1 ELOOP (Loop)", begun), "/bin/x"));
    }
}
