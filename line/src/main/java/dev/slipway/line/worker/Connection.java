package dev.slipway.line.worker;

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
 * @param password read at each connection, so that a new one takes effect at once
 */
public record Connection(String host, int port, String user, Supplier<String> password)
        implements Management.Connector {
    private static final int TIMEOUT_MILLISECONDS = 10_000;

    /** Disables local authentication, which works by files on the worker's disk that the agent cannot read. */
    private static final Map<String, String> SASL = Map.of("SASL_DISALLOWED_MECHANISMS", "JBOSS-LOCAL-USER");

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

    private void answer(Callback[] callbacks) throws UnsupportedCallbackException {
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
