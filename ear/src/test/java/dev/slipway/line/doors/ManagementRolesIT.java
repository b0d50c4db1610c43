package dev.slipway.line.doors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Answer;
import dev.slipway.line.Management;
import dev.slipway.line.Realm;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The workers' management gives an archive to whom the ledger gives it, and to nobody else. */
class ManagementRolesIT {
    @AutoClose
    static final Realm REALM = new Realm();

    /** To whom has no role there, WildFly says that there is no such deployment. */
    @ParameterizedTest
    @CsvSource({"viewer, failed", "approver, failed", "deployer, success", "admin, success"})
    void givesArchivesToDeployersAlone(String role, String outcome) {
        Answer answer = Management.readContent(REALM.operator(role), "slipway.ear");
        assertThat(answer.json().path("outcome").asText()).as("%s", answer).isEqualTo(outcome);
    }
}
