package dev.slipway.line.realm.client;

import dev.slipway.line.setting.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.keycloak.admin.client.resource.RealmResource;

/**
 * The client of Slipway's own pipeline, in containers, where the line may have a GitLab of its own: {@code prepare}
 * generates its secret, and the bootstrap gives it to GitLab.
 */
public final class OwnPipeline {
    private static final PipelineClient CLIENT = new PipelineClient("slipway", null);

    private OwnPipeline() {}

    /**
     * Creates or updates it, unless its jobs sign in by ID tokens.
     *
     * @param secrets the folder with its secret; without that, nothing is changed
     */
    public static void reconcile(RealmResource realm, Path secrets) throws IOException {
        Path secret = secrets.resolve(CLIENT.secretFile());
        boolean isByIdToken = realm.clients().findByClientId(CLIENT.name()).stream()
                .anyMatch(client -> PipelineClient.ID_TOKEN.equals(client.getClientAuthenticatorType()));
        if (Files.exists(secret) && !isByIdToken) {
            new PipelineAccess(realm, CLIENT, new SecretFile(secret)).reconcile();
        }
    }
}
