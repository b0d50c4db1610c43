package dev.slipway.line.worker;

import dev.slipway.line.port.PortGuard;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.function.Supplier;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.sasl.RealmCallback;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.ModelControllerClientConfiguration;

/**
 * A connection to a worker's management port, as a user of its ManagementRealm.
 *
 * @param guard of the port
 * @param password read at each connection, so that a new one takes effect at once
 */
public record Connection(String host, int port, PortGuard guard, String user, Supplier<String> password)
        implements Management.Connector {
    /**
     * Disallows all of the client's mechanisms except DIGEST-MD5, as the client only supports exclusion. Some of the
     * others would send the password, or trust a server that does not prove that it knows it.
     */
    static final String DISALLOWED = """
            9798-M-DSA-SHA1 9798-M-ECDSA-SHA1 9798-M-RSA-SHA1-ENC 9798-U-DSA-SHA1 9798-U-ECDSA-SHA1 9798-U-RSA-SHA1-ENC \
            ANONYMOUS CRAM-MD5 DIGEST-SHA DIGEST-SHA-256 DIGEST-SHA-384 DIGEST-SHA-512 DIGEST-SHA-512-256 EXTERNAL \
            GS2-KRB5 GS2-KRB5-PLUS GSSAPI JBOSS-LOCAL-USER NTLM OAUTHBEARER OTP PLAIN SCRAM-SHA-1 SCRAM-SHA-1-PLUS \
            SCRAM-SHA-256 SCRAM-SHA-256-PLUS SCRAM-SHA-384 SCRAM-SHA-384-PLUS SCRAM-SHA-512 SCRAM-SHA-512-PLUS""";

    private static final int TIMEOUT_MILLISECONDS = 10_000;
    private static final Map<String, String> SASL = Map.of("SASL_DISALLOWED_MECHANISMS", DISALLOWED);

    @Override
    public void check() throws IOException {
        guard.check();
    }

    @Override
    public ModelControllerClient connect() throws IOException {
        return ModelControllerClient.Factory.create(new ModelControllerClientConfiguration.Builder()
                .setProtocol("remote+http")
                .setHostName(InetAddress.getByName(host).getHostAddress())
                .setPort(port)
                .setConnectionTimeout(TIMEOUT_MILLISECONDS)
                .setSaslOptions(SASL)
                .setHandler(this::answer)
                .build());
    }

    /** The port may have changed hands while the client connected. */
    private void answer(Callback[] callbacks) throws IOException, UnsupportedCallbackException {
        guard.check();
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback name) {
                name.setName(user);
            } else if (callback instanceof PasswordCallback secret) {
                secret.setPassword(password.get().toCharArray());
            } else if (callback instanceof RealmCallback realm) {
                realm.setText(realm.getDefaultText());
            } else {
                throw new UnsupportedCallbackException(callback);
            }
        }
    }
}
