package dev.slipway.line.realm;

import dev.slipway.line.pace.Pace;
import dev.slipway.line.setting.Settings;
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

/** Keycloak's admin API, from inside, as the client {@code slipway-provisioner}. */
public final class Connection {
    /** The line's realm. */
    static final String REALM = "slipway";

    private static final String CLIENT = "slipway-provisioner";
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final int CONNECT_MILLIS = 2_000;
    /** A realm is made in one request, on a busy machine perhaps. */
    private static final int ANSWER_SECONDS = 120;

    private final Settings settings;
    private final String secret;
    private final Refusals refusals = new Refusals();

    /** As the settings say; nothing is asked yet. */
    public Connection(Settings settings) {
        this(settings, settings.secret("provisioner-client-secret"));
    }

    /** The same, by another secret than the file's. */
    Connection(Settings settings, String secret) {
        this.settings = settings;
        this.secret = secret;
    }

    /** What is done by it. */
    @FunctionalInterface
    interface Work {
        /**
         * Does it.
         *
         * @param keycloak signed in, and closed after that
         */
        void run(Keycloak keycloak) throws IOException;
    }

    /** What is done in the line's realm. */
    @FunctionalInterface
    public interface RealmWork {
        /** Does it, while the connection is open. */
        void run(RealmResource realm) throws IOException;
    }

    /**
     * Signs in, and does something; waits for Keycloak, which may be about to start.
     *
     * @throws RealmException when Keycloak does not answer, or refuses something
     */
    void run(Work work) throws IOException {
        // The libraries would say of themselves how they are set up; what matters is in their exceptions.
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

    /** The same, where Keycloak runs; a person waits for it. */
    public void inRealmNow(RealmWork work) throws IOException {
        URI address = settings.keycloak();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), CONNECT_MILLIS);
        } catch (IOException e) {
            throw new RealmException("Keycloak does not answer. ./slipway up starts it.", e);
        }
        inRealm(work);
    }

    private Keycloak keycloak() {
        Client client = ClientBuilder.newBuilder()
                .connectTimeout(CONNECT_MILLIS, TimeUnit.MILLISECONDS)
                .readTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                .register(JacksonProvider.class, 100)
                .register(refusals)
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

    /** Nobody there, not ready yet, or at odds with a database that was started anew; any other answer will not change by waiting. */
    private static boolean signsIn(Keycloak keycloak) {
        try {
            keycloak.tokenManager().getAccessToken();
            return true;
        } catch (ProcessingException | NotFoundException | ServerErrorException e) {
            return false;
        } catch (WebApplicationException e) {
            int status = e.getResponse().getStatus();
            throw new RealmException("Keycloak refuses the client " + CLIENT + " (status " + status + ")", e);
        }
    }

    private RealmException silent(@Nullable Throwable cause) {
        return new RealmException("Keycloak does not answer at " + settings.keycloak(), cause);
    }

    /** What is there; null where Keycloak has none. */
    public static <T> @Nullable T find(Supplier<T> question) {
        try {
            return question.get();
        } catch (NotFoundException e) {
            return null;
        }
    }
}
