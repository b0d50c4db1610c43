package dev.slipway.line.stub;

import dev.slipway.line.realm.connection.Connection;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Keycloak's admin API, which lets the line's owner in, and answers the rest as a test says. */
public final class StubAdminApi extends Stub {
    /** The path of the line's realm. */
    public static final String REALM = "/admin/realms/slipway";

    private static final String TOKEN = "POST /realms/master/protocol/openid-connect/token";

    /** Begins to listen. */
    public StubAdminApi(Route route) {
        super(request -> request.line().equals(TOKEN)
                ? Reply.of(200, "{\"access_token\": \"token\", \"expires_in\": 60}")
                : route.answer(request));
    }

    /** Works in the realm, as a line with its state in this folder. */
    public void inRealm(Path state, Connection.RealmWork work) throws IOException {
        // Keycloak's port belongs to the owner of this file.
        Files.writeString(Files.createDirectories(state.resolve("keycloak")).resolve("login.conf"), "");
        Files.writeString(
                Files.createDirectories(state.resolve("secrets")).resolve("provisioner-client-secret"), "secret\n");
        new Connection(Settings.of(Map.of(
                        "SLIPWAY_STATE", state.toString(), "SLIPWAY_KEYCLOAK_PORT", String.valueOf(uri().getPort()))))
                .inRealm(work);
    }

    /** The requests that change something. */
    public List<Received> changes() {
        return received().stream()
                .filter(request ->
                        !request.method().equals("GET") && !request.line().equals(TOKEN))
                .toList();
    }
}
