package io.jaildeps.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {
    private static final String KEY = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----\n";

    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource({
        "/etc/ssh/ssh_host_ed25519_key,0600,KEY,true",
        "/etc/ssh/ssh_host_ed25519_key,0644,KEY,true",
        "/etc/ssh/ssh_host_ed25519_key.pub,0644,ssh-ed25519 AAAA,false",
        "/etc/ssl/private/snakeoil.key,0640,KEY,true",
        "/srv/anything,0600,KEY,true",
        "/srv/anything,0644,KEY,false",
        "/etc/ssl/certs/ca.pem,0644,-----BEGIN CERTIFICATE-----,false",
        "/etc/api.token,0600,abc,true",
        "/etc/api.token,0644,abc,false",
        "/etc/shadow,0640,root:*:1::::::,true",
        "/etc/shadow,0644,root:*:1::::::,true",
        "/etc/gshadow-,0600,x,true",
        "/srv/etc/shadow.txt,0644,x,false",
        "/etc/sudoers,0440,root ALL,false",
        "/root/.pgpass,0600,h:p:d:u:w,true",
        "/etc/krb5.keytab,0600,x,true",
        "/usr/share/keyboards.txt,0644,x,false"
    })
    void keysAndPasswordsAreToldFromOtherFiles(String path, String mode, String content, boolean secret)
            throws IOException {
        Path file = root.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, content.equals("KEY") ? KEY : content);
        Files.setAttribute(file, "unix:mode", Integer.parseInt(mode, 8));
        Sysroot tree = new Sysroot(HostPath.of(root));
        JailPath at = JailPath.of(path);
        assertEquals(secret, Secrets.isSecret(at, tree.inode(at).orElseThrow(), tree));
    }
}
