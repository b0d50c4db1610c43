package dev.slipway.line.agent.deployment;

import dev.slipway.line.archive.Descriptors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The ways to sign in that an archive's {@code web.xml} names.
 *
 * @param methods as they are written; WildFly takes several, with options: {@code BASIC?silent=true,FORM}
 * @param bringsClient whether it says where to sign in by OpenID Connect: in {@code WEB-INF/oidc.json}, or by a context parameter, such as one
 *     that names a resolver
 */
record SignIns(Set<String> methods, boolean bringsClient) {
    private static final Pattern ASKING = Pattern.compile("(BASIC|FORM|DIGEST|CLIENT[-_]CERT)\\b.*");
    private static final Pattern OIDC = Pattern.compile("OIDC\\b.*");
    private static final String CLIENT = "WEB-INF/oidc.json";

    SignIns {
        methods = Set.copyOf(methods);
    }

    /**
     * Those of an archive. An unreadable descriptor is left for WildFly to reject.
     *
     * @throws IOException where the archive cannot be read
     */
    static SignIns of(Path archive) throws IOException {
        Set<String> methods = new TreeSet<>();
        boolean[] bringsClient = {false};
        Descriptors.read(archive, Set.of("WEB-INF/web.xml", CLIENT)::contains, (entry, content) -> {
            if (entry.equals(CLIENT)) {
                bringsClient[0] = true;
            } else {
                methods.addAll(Descriptors.texts(content, "auth-method"));
                bringsClient[0] |= Descriptors.texts(content, "param-name").stream()
                        .anyMatch(name -> name.matches("(.*\\.)?oidc\\..*"));
            }
        });
        return new SignIns(methods, bringsClient[0]);
    }

    /** Those that ask the server for users: no worker has any. */
    Set<String> withoutUsers() {
        return matching(ASKING);
    }

    /** Whether it leaves it to the server to say where to sign in by OpenID Connect: one that says nothing answers with 500. */
    boolean needClient() {
        return !bringsClient && !matching(OIDC).isEmpty();
    }

    private Set<String> matching(Pattern pattern) {
        return methods.stream()
                .filter(method ->
                        pattern.matcher(method.toUpperCase(Locale.ROOT)).matches())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
