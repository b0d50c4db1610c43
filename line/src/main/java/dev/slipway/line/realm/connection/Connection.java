package dev.slipway.line.realm.connection;

import dev.slipway.line.pace.Pace;
import dev.slipway.line.port.ForeignListenerException;
import dev.slipway.line.port.PortGuard;
import dev.slipway.line.setting.Settings;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.ServerErrorException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.JacksonProvider;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.RealmResource;

/** Keycloak's admin API at its internal address, with the client {@code slipway-provisioner}. */
public final class Connection {
    /** The line's realm. */
    public static final String REALM = "slipway";

    private static final String CLIENT = "slipway-provisioner";
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final int CONNECT_MILLIS = 2_000;
    /** Enough to create a realm, which is a single request, on a busy machine. */
    private static final int ANSWER_SECONDS = 120;

    private final Settings settings;
    private final String secret;
    private final Refusals refusals = new Refusals();

    /** Does not connect yet. */
    public Connection(Settings settings) {
        this(settings, settings.secret("provisioner-client-secret"));
    }

    /** With another secret than the file's. */
    public Connection(Settings settings, String secret) {
        this.settings = settings;
        this.secret = secret;
    }

    /** Work with the admin API. */
    @FunctionalInterface
    public interface Work {
        /**
         * Carries it out.
         *
         * @param keycloak a signed-in client, which is closed afterwards
         */
        void run(Keycloak keycloak) throws IOException;
    }

    /** Work in the line's realm. */
    @FunctionalInterface
    public interface RealmWork {
        /** Does it, while the connection is open. */
        void run(RealmResource realm) throws IOException;
    }

    /**
     * Signs in and does some work; waits for Keycloak, which may be starting.
     *
     * @throws RealmException if Keycloak does not answer, another program has its port, or it rejects a request
     */
    public void run(Work work) throws IOException {
        // Keeps the libraries from logging: what matters is in their exceptions.
        LogManager.getLogManager().reset();
        try (Keycloak keycloak = keycloak()) {
            if (!new Pace().await(PATIENCE, INTERVAL, () -> signsIn(keycloak))) {
                throw silent(null);
            }
            work.run(keycloak);
        } catch (WebApplicationException e) {
            throw new RealmException(refusals.last(), e);
        } catch (ProcessingException e) {
            throw silent(e);
        }
    }

    /** The same, in the line's realm. */
    public void inRealm(RealmWork work) throws IOException {
        run(keycloak -> work.run(keycloak.realm(REALM)));
    }

    /** Like the other variant, but fails at once if Keycloak has not started, for interactive use. */
    public void inRealmWithoutWaiting(RealmWork work) throws IOException {
        URI address = settings.keycloak();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), CONNECT_MILLIS);
        } catch (IOException e) {
            throw new RealmException("Keycloak does not answer. ./slipway up starts it.", e);
        }
        inRealm(work);
    }

    /**
     * Whether this is the client's secret; waits for Keycloak, which may be starting.
     *
     * @throws RealmException if Keycloak does not answer, or refuses for another reason
     */
    public boolean isSecretValid() throws IOException {
        try {
            run(keycloak -> {});
            return true;
        } catch (RealmException e) {
            if (e.getCause() instanceof NotAuthorizedException) {
                return false;
            }
            throw e;
        }
    }

    private Keycloak keycloak() {
        Client client = ClientBuilder.newBuilder()
                .connectTimeout(CONNECT_MILLIS, TimeUnit.MILLISECONDS)
                .readTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                .register(JacksonProvider.class, 100)
                .register(refusals)
                .register(new GuardFilter(guard()))
                .build();
        return KeycloakBuilder.builder()
                .serverUrl(settings.keycloak().toString())
                .realm("master")
                .grantType(OAuth2Constants.CLIENT_CREDENTIALS)
                .clientId(CLIENT)
                .clientSecret(secret)
                .resteasyClient(client)
                .build();
    }

    /** Keycloak runs as the owner of this file, with which it logs in to its database. */
    private PortGuard guard() {
        return settings.isInContainers()
                ? PortGuard.OPEN
                : PortGuard.of(
                        "Keycloak",
                        settings.keycloak().getPort(),
                        settings.state().resolve("keycloak/login.conf"));
    }

    /**
     * False while Keycloak is unreachable, not ready, or recovering from a restart of its database; other errors are
     * permanent.
     */
    private static boolean signsIn(Keycloak keycloak) {
        try {
            keycloak.tokenManager().getAccessToken();
            return true;
        } catch (ProcessingException e) {
            if (e.getCause() instanceof ForeignListenerException) {
                throw e;
            }
            return false;
        } catch (NotFoundException | ServerErrorException e) {
            return false;
        } catch (WebApplicationException e) {
            int status = e.getResponse().getStatus();
            throw new RealmException("Keycloak refuses the client " + CLIENT + " (status " + status + ")", e);
        }
    }

    private RealmException silent(@Nullable Throwable cause) {
        String holder = cause != null && cause.getCause() instanceof ForeignListenerException foreign
                ? ": " + foreign.text()
                : "";
        return new RealmException("Keycloak does not answer at " + settings.keycloak() + holder, cause);
    }

    /** The result; null if Keycloak answers 404. */
    public static <T> @Nullable T find(Supplier<T> question) {
        try {
            return question.get();
        } catch (NotFoundException e) {
            return null;
        }
    }
}
