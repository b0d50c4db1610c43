package dev.slipway.line.cli.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.cli.Called;
import dev.slipway.line.stub.Stub.Reply;
import dev.slipway.line.stub.StubLedger;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreadsVerbTest {
    private static final String DUMPS = "/api/v1/server-groups/shop/production/workers/shop-production-1/thread-dumps";

    @TempDir
    Path folder;

    @AutoClose
    final StubLedger ledger = StubLedger.start();

    /** The service's code names its threads. */
    @Test
    void showsNothingOfANameThatATerminalActsOn() {
        ledger.groups("""
                {"service":"shop","environment":"production","group":"shop-production","host":"shop","state":"ready",
                "workers":[{"name":"shop-production-1"}]}""");
        ledger.first("POST " + DUMPS, Reply.of(202, "{\"id\":\"d1\"}"));
        ledger.first(
                "GET " + DUMPS + "/d1", Reply.of(200, "{\"text\":\"\\\"a\\u001b]0;b\\u0007\\\" #1\\n\\tat c\\n\"}"));
        Called called = new Called.From(folder).at(ledger.uri()).call("threads", "shop", "--worker", "1");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(called.out()).startsWith("== shop-production-1, ").endsWith("\n\"a\uFFFD]0;b\uFFFD\" #1\n\tat c\n");
    }

    @Test
    void asksTheWorkersOfTheEnvironment() {
        String dumps = DUMPS.replace("production", "staging");
        ledger.groups("""
                {"service":"shop","environment":"staging","group":"shop-staging","host":"shop-staging","state":"ready",
                "workers":[{"name":"shop-staging-1"}]}""");
        ledger.first("POST " + dumps, Reply.of(202, "{\"id\":\"d1\"}"));
        ledger.first("GET " + dumps + "/d1", Reply.of(200, "{\"text\":\"\\\"main\\\" #1\\n\"}"));
        Called called = new Called.From(folder)
                .at(ledger.uri())
                .call("threads", "shop", "--environment", "staging", "--worker", "1");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(called.out()).startsWith("== shop-staging-1, ");
    }
}
