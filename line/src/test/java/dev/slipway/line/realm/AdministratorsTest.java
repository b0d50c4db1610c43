package dev.slipway.line.realm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.stub.Stub;
import dev.slipway.line.stub.StubAdminApi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdministratorsTest {
    private static final String ROLES = "GET " + StubAdminApi.REALM + "/clients/id-1/roles";
    private static final String GROUPS = "GET " + StubAdminApi.REALM + "/groups/";
    private static final int AT_ONCE = 100;

    @TempDir
    Path state;

    @AutoClose
    final StubAdminApi keycloak = new StubAdminApi(AdministratorsTest::answer);

    private static Stub.Reply answer(Stub.Received request) {
        int first = Integer.parseInt(request.query().getOrDefault("first", "0"));
        return Stub.Reply.of(
                200,
                switch (request.line()) {
                    case "GET " + StubAdminApi.REALM + "/clients" -> ids("id-1");
                    case ROLES -> "[{\"name\": \"realm-admin\"}, {\"name\": \"manage-users\"}]";
                    case ROLES + "/realm-admin/users" -> ids("admin", "ann");
                    case ROLES + "/manage-users/users" -> first == 0 ? many() : ids("ann", "bob");
                    case ROLES + "/manage-users/groups" -> ids("staff");
                    case GROUPS + "staff/members" -> ids("cem");
                    case GROUPS + "staff/children" -> ids("night");
                    case GROUPS + "night/members" -> ids("dana");
                    default -> "[]";
                });
    }

    private static String ids(String... ids) {
        return Stream.of(ids).map(id -> "{\"id\": \"" + id + "\"}").collect(Collectors.joining(",", "[", "]"));
    }

    /** A whole page: another one may follow. */
    private static String many() {
        return ids(IntStream.range(0, AT_ONCE).mapToObj(i -> "user-" + i).toArray(String[]::new));
    }

    @Test
    void areThoseWithAManagementRoleByThemselvesOrByAGroup() throws IOException {
        List<String> found = new ArrayList<>();
        keycloak.inRealm(state, realm -> found.addAll(Administrators.of(realm)));
        assertThat(found)
                .contains("admin", "ann", "bob", "cem", "dana", "user-0", "user-99")
                .hasSize(AT_ONCE + 5);
    }
}
