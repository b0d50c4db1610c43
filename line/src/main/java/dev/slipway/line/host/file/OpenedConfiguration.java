package dev.slipway.line.host.file;

import dev.slipway.line.configuration.OpeningKeys;
import dev.slipway.line.configuration.Rules;
import dev.slipway.line.configuration.SealException;
import dev.slipway.line.configuration.SecretName;
import dev.slipway.line.group.Group;
import dev.slipway.line.group.Variables;
import dev.slipway.line.host.HostException;
import dev.slipway.line.ledger.DeploymentTarget;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The variables of a service's configuration for its workers, with opened secrets. */
public final class OpenedConfiguration {
    private OpenedConfiguration() {}

    /**
     * Lines NAME=BASE64, sorted by name; empty if there are none. Reserved names are left out: a configuration of before they were
     * reserved may have some, and a rollback brings it back.
     *
     * @throws HostException if a secret cannot be opened, with the fix
     */
    public static String of(Group group, OpeningKeys keys) {
        Variables variables = group.variables();
        if (variables == null) {
            return "";
        }
        SortedMap<String, String> all = new TreeMap<>(variables.plain());
        DeploymentTarget target = group.target();
        variables.secrets().forEach((name, text) -> all.put(name, open(target, keys, name, text)));
        all.keySet().removeIf(Rules::isReserved);
        StringBuilder lines = new StringBuilder();
        int size = 0;
        for (Map.Entry<String, String> one : all.entrySet()) {
            byte[] value = one.getValue().getBytes(StandardCharsets.UTF_8);
            size += one.getKey().length() + value.length;
            lines.append(one.getKey())
                    .append('=')
                    .append(Base64.getEncoder().encodeToString(value))
                    .append('\n');
        }
        if (size > Rules.LARGEST) {
            throw new HostException("the configuration of " + target.service() + " in " + target.environment()
                    + " has more than " + Rules.LARGEST + " bytes");
        }
        return lines.toString();
    }

    private static String open(DeploymentTarget target, OpeningKeys keys, String name, String text) {
        try {
            String value = keys.open(new SecretName(target.service(), target.environment(), name), text);
            Rules.wrongValue(value).ifPresent(why -> {
                throw resealNeeded(target, name, why);
            });
            return value;
        } catch (SealException e) {
            throw resealNeeded(target, name, "was sealed for another key (or place)");
        }
    }

    private static HostException resealNeeded(DeploymentTarget target, String name, String why) {
        return new HostException(name + " " + why + ": set it again: slipway config set " + target.service()
                + " --secret " + name + " --environment " + target.environment());
    }
}
