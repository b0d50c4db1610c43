package dev.slipway.line.cli.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.cli.Called;
import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.cli.input.UsageException;
import dev.slipway.line.ledger.environment.Environments.Environment;
import dev.slipway.line.stub.Stub;
import dev.slipway.line.stub.StubLedger;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentsVerbTest {
    private static final List<Environment> ALL = List.of(
            new Environment("test", "Test", 10),
            new Environment("qa", "QA", 11),
            new Environment("production", "Production", 100));

    @TempDir
    Path folder;

    @AutoClose
    final StubLedger ledger = StubLedger.start();

    private Called call(String... arguments) {
        ledger.listing(
                "environments",
                "{\"name\":\"production\",\"title\":\"Production\",\"rank\":100}",
                "{\"name\":\"qa\",\"title\":\"Quality\",\"rank\":40}");
        return new Called.From(folder).at(ledger.uri()).call(arguments);
    }

    @Test
    void comesBeforeTheLastOrWhereItIsTold() {
        assertThat(EnvironmentRank.before(ALL, "")).isEqualTo(55);
        assertThat(EnvironmentRank.before(ALL, "test")).isEqualTo(4);
        assertThat(EnvironmentRank.after(ALL, "production")).isEqualTo(200);
        assertThat(EnvironmentRank.before(List.of(), "")).isEqualTo(49);
        assertThatThrownBy(() -> EnvironmentRank.after(ALL, "test"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("no rank between 10 and 11");
        assertThatThrownBy(() -> EnvironmentRank.before(ALL, "prod"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--before 'prod' is no environment of this line: test, qa, production");
    }

    @Test
    void listsThemInTheirOrder() {
        Called called = call("environments");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(called.out().lines().map(String::strip))
                .containsExactly("qa                       Quality", "production               Production");
    }

    @Test
    void addsOne() {
        Called called = call("environments", "add", "staging");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(ledger.received("POST /api/v1/environments")).singleElement().satisfies(request -> {
            assertThat(request.query()).isEmpty();
            assertThat(request.body()).isEqualTo("{\"name\":\"staging\",\"title\":\"Staging\",\"rank\":70}");
        });
        assertThat(called.out()).contains("slipway services add SERVICE --environment staging");
    }

    @Test
    void saysWhoMayAddOne() {
        ledger.first(
                "POST /api/v1/environments",
                Stub.Reply.of(
                        403,
                        "{\"type\":\"/docs/problems#forbidden\",\"detail\":\"Your account lacks the role that this needs.\"}"));
        Called called = call("environments", "add", "staging");
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err())
                .isEqualTo("slipway: Your account lacks the role that this needs. Refused by the ledger: to create the"
                        + " environment staging, which takes the role admin (status 403). It was shown the token in"
                        + " SLIPWAY_TOKEN. Sign in with an account that has the role: slipway login; for the role admin, use the"
                        + " ledger's pages, or SLIPWAY_CLIENT of a client that has it.\n");
    }

    @Test
    void isOneOfTwoPlaces() {
        Called called = call("environments", "add", "staging", "--before", "qa", "--after", "qa");
        assertThat(called.code()).isEqualTo(2);
        assertThat(called.err()).contains("--before and --after exclude each other");
    }
}
