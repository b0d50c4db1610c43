package dev.slipway.line.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Trusts certificates from a PEM text and from the system's trust store, which is loaded only when needed. */
public final class Trust extends X509ExtendedTrustManager {
    private final @Nullable X509ExtendedTrustManager named;
    private @Nullable X509ExtendedTrustManager system;

    private Trust(@Nullable X509ExtendedTrustManager named) {
        this.named = named;
    }

    /**
     * Trusts the authorities of a PEM text, in addition to the system's.
     *
     * @throws IllegalArgumentException if it contains no certificate
     */
    public static SSLContext of(String pem) {
        try {
            Collection<? extends Certificate> authorities = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
            if (authorities.isEmpty()) {
                throw new IllegalArgumentException("there is no certificate in it");
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate authority : authorities) {
                store.setCertificateEntry("ca-" + store.size(), authority);
            }
            return new Trust(manager(store)).context();
        } catch (CertificateException e) {
            throw new IllegalArgumentException("there is no readable certificate in it", e);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every JDK has TLS and X.509", e);
        }
    }

    /** Trusts the system's authorities only. Unlike the JDK, it loads them lazily, as that takes longer than many a call. */
    static SSLContext system() {
        try {
            return new Trust(null).context();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    private SSLContext context() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {this}, null);
        return context;
    }

    private static X509ExtendedTrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager found) {
                return found;
            }
        }
        throw new IllegalStateException("every JDK has a trust manager for X.509");
    }

    private synchronized X509ExtendedTrustManager ofTheSystem() throws CertificateException {
        X509ExtendedTrustManager known = system;
        if (known == null) {
            try {
                known = manager(null);
            } catch (GeneralSecurityException e) {
                throw new CertificateException("the certificates that the system trusts cannot be read", e);
            }
            system = known;
        }
        return known;
    }

    private void check(Check check) throws CertificateException {
        X509ExtendedTrustManager first = named;
        if (first == null) {
            check.by(ofTheSystem());
            return;
        }
        try {
            check.by(first);
        } catch (CertificateException e) {
            // Issued by one of the given authorities, but expired or for another host, for instance: the system's
            // authorities would not accept it either.
            if (!(e.getCause() instanceof CertPathBuilderException)) {
                throw e;
            }
            check.by(ofTheSystem());
        }
    }

    private interface Check {
        void by(X509ExtendedTrustManager manager) throws CertificateException;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(manager -> manager.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(manager -> manager.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(manager -> manager.checkServerTrusted(chain, type));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("nobody signs in here by certificate");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("nobody signs in here by certificate");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("nobody signs in here by certificate");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
