package dev.renkei.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Say whom to trust: the certificates of one PEM text, or the Java installation's own where there is none.
 *
 * @param pem one or more CA certificates in PEM, or empty for the Java installation's
 * @param verified whether certificates are judged at all
 */
public record Tls(Optional<String> pem, boolean verified) {

    /** Trust the Java installation's own certificates. */
    public static Tls installed() {
        return new Tls(Optional.empty(), true);
    }

    /** Trust the CA certificates of {@code pem} and no others. */
    public static Tls trusting(String pem) {
        return new Tls(Optional.of(pem), true);
    }

    /** Trust everybody: for those who say so in their configuration, and where identity is not the question. */
    public static Tls unverified() {
        return new Tls(Optional.empty(), false);
    }

    /** Build a key store of the trusted certificates; empty where the Java installation's are trusted. */
    public Optional<KeyStore> keyStore() {
        return pem.map(Tls::keyStoreOf);
    }

    /**
     * Build the context for clients.
     *
     * @throws IllegalArgumentException when the PEM text holds no certificate
     */
    public SSLContext context() {
        try {
            if (!verified) {
                var context = SSLContext.getInstance("TLS");
                context.init(null, new TrustManager[] {new Anybody()}, null);
                return context;
            }
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(keyStore().orElse(null));
            var context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no usable TLS", e);
        }
    }

    /** Find no fault with anybody, by name neither. */
    private static final class Anybody extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private static KeyStore keyStoreOf(String pem) {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            var certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException("no certificate in the CA text");
            }
            for (var certificate : certificates) {
                store.setCertificateEntry("ca-" + store.size(), certificate);
            }
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("the CA text is not PEM: " + e.getMessage(), e);
        }
    }
}
