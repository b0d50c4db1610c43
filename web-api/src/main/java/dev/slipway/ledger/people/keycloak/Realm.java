package dev.slipway.ledger.people.keycloak;

import dev.slipway.ledger.LedgerConfig;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.client.ClientBuilder;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.JacksonProvider;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.UsersResource;

/**
 * The realm's admin API, used with the account of the client {@code people} through the internal URL, since httpd may
 * restrict the addresses that may use it.
 *
 * <p>One client for the application's life: it keeps its connections, and its token until that expires. Keycloak has a
 * few seconds to answer; its errors become the ledger's own problems, and its answers are never passed on.
 */
@ApplicationScoped
public class Realm {
    private static final System.Logger LOG = System.getLogger(Realm.class.getName());
    private static final String NAME = "slipway";
    private static final String CLIENT = "people";
    private static final int CONNECT_SECONDS = 2;
    private static final int ANSWER_SECONDS = 5;

    /** The number of concurrent requests for roles, which Keycloak returns for one person at a time. */
    private static final int AT_ONCE = 4;

    @Inject
    LedgerConfig config;

    @Resource
    ManagedExecutorService executor;

    private @Nullable Keycloak keycloak;

    /**
     * Calls the admin API on the people of the realm.
     *
     * @throws NotFoundException if there is no such person
     * @throws ProblemException if Keycloak does not allow it, or does not answer
     */
    public <T> T call(Function<UsersResource, T> operation) {
        try {
            return operation.apply(client().realm(NAME).users());
        } catch (NotFoundException e) {
            throw new NotFoundException(e.getMessage());
        } catch (ForbiddenException e) {
            throw new ProblemException(
                    ProblemType.PERSON_PROTECTED, "Keycloak does not let the ledger touch this account.");
        } catch (ProcessingException | WebApplicationException e) {
            throw unavailable(e);
        }
    }

    /** Applies a function to each of these, a few at a time. */
    public <A, B> List<B> inParallel(List<A> items, Function<A, B> question) {
        List<B> answers = new ArrayList<>(Collections.nCopies(items.size(), null));
        Stream<CompletableFuture<Void>> lanes = IntStream.range(0, Math.min(AT_ONCE, items.size()))
                .mapToObj(lane -> CompletableFuture.runAsync(
                        () -> {
                            for (int i = lane; i < items.size(); i += AT_ONCE) {
                                answers.set(i, question.apply(items.get(i)));
                            }
                        },
                        executor));
        try {
            CompletableFuture.allOf(lanes.toArray(CompletableFuture<?>[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        return answers;
    }

    /** Keycloak does not answer, or no longer accepts the ledger's credentials. */
    private static ProblemException unavailable(Exception cause) {
        LOG.log(Level.WARNING, "Keycloak's admin API failed: " + cause);
        return new ProblemException(ProblemType.SIGN_IN_SERVICE_UNAVAILABLE, "Try again in a few seconds.");
    }

    private synchronized Keycloak client() {
        if (keycloak == null) {
            keycloak = KeycloakBuilder.builder()
                    .serverUrl(config.keycloakUrl().toString())
                    .realm(NAME)
                    .grantType(OAuth2Constants.CLIENT_CREDENTIALS)
                    .clientId(CLIENT)
                    .clientSecret(config.peopleClientSecret())
                    .resteasyClient(ClientBuilder.newBuilder()
                            .connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                            .readTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                            .register(JacksonProvider.class, 100)
                            .build())
                    .build();
        }
        return keycloak;
    }

    @PreDestroy
    synchronized void close() {
        if (keycloak != null) {
            keycloak.close();
        }
    }
}
