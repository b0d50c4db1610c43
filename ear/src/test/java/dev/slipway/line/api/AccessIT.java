package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Contract;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that can be asked of the API is closed to whoever has no right to it: a new operation, too, before anybody thinks of it here. */
@InTurn
class AccessIT {
    /** What needs no login: nobody has one before they have the CLI, and GitLab shows a secret of its own. */
    private static final Set<String> OPEN = Set.of("getCli", "receiveGitlabEvent");

    /** What everybody who is signed in may ask, whatever their roles. */
    private static final String OF_EVERYBODY = "getMe";

    private static final String NONE = "00000000-0000-0000-0000-000000000000";

    @AutoClose
    static final Realm REALM = new Realm();

    /** Whoever runs another client of the realm could send on the tokens that people show there. */
    private static final Caller STRANGER = REALM.strangeClient("admin", "agent");

    private static final Caller NOBODY = REALM.client();
    private static final Caller VIEWER = REALM.client("viewer");
    private static final Caller ADMIN = REALM.client("admin");
    private static final Caller OFFICER = REALM.client("deployer", "approver", "agent");

    @Test
    void needsALoginButForWhatIsKnown() {
        assertThat(Line.running().contract().operations().stream()
                        .filter(AccessIT::isOpen)
                        .map(Contract.Operation::id))
                .containsExactlyInAnyOrderElementsOf(OPEN);
    }

    @ParameterizedTest
    @MethodSource("closedOperations")
    void isRefusedToWhoeverLacksTheRole(Contract.Operation operation) {
        for (Caller caller : new Caller[] {Caller.anonymous(), STRANGER}) {
            ask(caller, operation).expectProblem(401, "unauthenticated");
        }
        if (!operation.id().equals(OF_EVERYBODY)) {
            ask(NOBODY, operation).expectProblem(403, "forbidden");
        }
        if (!operation.method().equals("GET")) {
            ask(VIEWER, operation).expectProblem(403, "forbidden");
        }
        if (operation.path().startsWith("/api/v1/agent/")) {
            ask(ADMIN, operation).expectProblem(403, "forbidden");
        }
        if (operation.path().matches("/api/v1/(people|notification).*")) {
            ask(OFFICER, operation).expectProblem(403, "forbidden");
        }
    }

    static Stream<Contract.Operation> closedOperations() {
        return Line.running().contract().operations().stream().filter(operation -> !isOpen(operation));
    }

    private static boolean isOpen(Contract.Operation operation) {
        return operation.description().path("security").has(0);
    }

    /** With nothing in it that could be done: who asks is looked at first. */
    private static Answer ask(Caller caller, Contract.Operation operation) {
        String path = operation.path().replaceAll("\\{[^}]*}", NONE);
        JsonNode body = Line.running()
                .contract()
                .resolve(operation.description().path("requestBody"))
                .path("content");
        return body.isEmpty()
                ? caller.send(operation.method(), path, BodyPublishers.noBody())
                : caller.send(
                        operation.method(),
                        path,
                        BodyPublishers.ofString("{}"),
                        "Content-Type",
                        body.fieldNames().next());
    }
}
