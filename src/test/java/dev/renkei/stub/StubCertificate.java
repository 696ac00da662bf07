package dev.renkei.stub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Be a key with a certificate that it signed itself, made by the JDK's keytool. */
public final class StubCertificate {

    private static final String ALIAS = "stub";
    private static final String PASSWORD = "stub-store";

    private final KeyStore store;

    private StubCertificate(KeyStore store) {
        this.store = store;
    }

    /** Make one for a name, such as {@code ip:127.0.0.1} or {@code dns:host.example}, with a file in {@code folder}. */
    public static StubCertificate of(String name, Path folder) {
        var file = folder.resolve(UUID.randomUUID() + ".p12");
        try {
            // The JDK has no public way to make a certificate but its own tool.
            var keytool = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            ALIAS,
                            "-dname",
                            "CN=" + ALIAS,
                            "-ext",
                            "san=" + name,
                            "-keyalg",
                            "EC",
                            "-validity",
                            "2",
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            PASSWORD,
                            "-keystore",
                            file.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("keytool failed for " + name);
            }
            try (var stream = Files.newInputStream(file)) {
                var store = KeyStore.getInstance("PKCS12");
                store.load(stream, PASSWORD.toCharArray());
                return new StubCertificate(store);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Give the certificate, for those who shall trust it. */
    public String pem() {
        try {
            return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                    .formatted(Base64.getMimeEncoder()
                            .encodeToString(store.getCertificate(ALIAS).getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Give the context of a server that shows the certificate. */
    public SSLContext context() {
        try {
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
