package dev.slipway.line.realm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.realm.plan.Change;
import dev.slipway.line.stub.Stub;
import dev.slipway.line.stub.StubAdminApi;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutorTest {
    private static final String FLOWS = "DELETE " + StubAdminApi.REALM + "/authentication/";

    @TempDir
    Path state;

    @AutoClose
    final StubAdminApi keycloak = new StubAdminApi(request -> Stub.Reply.of(404, "{\"error\": \"not found\"}"));

    @Test
    void removesWhatHasGoneWithTheFlowAroundIt() throws IOException {
        keycloak.inRealm(state, realm -> {
            Executor executor = new Executor(realm);
            executor.make(new Change.RemoveFlow("a"));
            executor.make(new Change.RemoveAuthenticatorConfig("b"));
        });
        assertThat(keycloak.changes())
                .extracting(Stub.Received::line)
                .containsExactly(FLOWS + "flows/a", FLOWS + "config/b");
    }
}
