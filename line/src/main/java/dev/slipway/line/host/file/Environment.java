package dev.slipway.line.host.file;

import dev.slipway.line.database.DatabaseLogin;
import dev.slipway.line.group.Group;
import dev.slipway.line.host.plan.Names;
import dev.slipway.line.setting.Relay;
import dev.slipway.line.setting.Settings;
import java.io.IOException;

/** The environment variables of a group's workers: addresses, and their own group's secrets. */
public final class Environment {
    private Environment() {}

    /** Lines NAME=VALUE; missing secrets are generated. */
    public static String of(Group group, Settings settings, GroupFolder folder) throws IOException {
        StringBuilder lines = new StringBuilder();
        add(lines, "SLIPWAY_CLUSTER_SECRET", folder.secret("cluster-secret"));
        add(lines, "SLIPWAY_FRONT_SECRET", folder.secret("front-secret"));
        if (group.definition().database() != null) {
            String name = new Names(group.group()).database();
            add(lines, "SLIPWAY_DATABASE_URL", settings.database(name));
            DatabaseLogin login = folder.login(name);
            add(lines, "SLIPWAY_DATABASE_USER", login.user());
            add(lines, "SLIPWAY_DATABASE_PASSWORD", login.password());
        }
        // Management access uses Keycloak tokens.
        add(lines, "SLIPWAY_AUTH_URL", settings.auth().toString());
        // In a container, httpd is the only route to it.
        add(
                lines,
                "SLIPWAY_KEYCLOAK_URL",
                (settings.isInContainers() ? settings.auth() : settings.keycloak()).toString());
        add(lines, "SLIPWAY_MANAGEMENT_SECRET", folder.secret("management-secret"));
        if (group.definition().login() != null) {
            add(lines, "SLIPWAY_OIDC_SECRET", folder.secret("oidc-secret"));
        }
        if (group.definition().mail() != null) {
            Relay relay = relay(group, settings);
            add(lines, "SLIPWAY_SMTP_HOST", relay.host());
            add(lines, "SLIPWAY_SMTP_PORT", String.valueOf(relay.port()));
            if (!relay.user().isEmpty()) {
                add(lines, "SLIPWAY_SMTP_USER", relay.user());
                add(lines, "SLIPWAY_SMTP_PASSWORD", settings.secret("smtp-password"));
            }
        }
        return lines.toString();
    }

    /** The mail relay; NOWHERE for a rehearsal, or if the definition turns mail off. */
    public static Relay relay(Group group, Settings settings) {
        return group.isRehearsal() || group.definition().isMailOff() ? Relay.NOWHERE : settings.relay();
    }

    private static void add(StringBuilder lines, String name, String value) {
        lines.append(name).append('=').append(value).append('\n');
    }
}
