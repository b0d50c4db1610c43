package dev.slipway.line.agent.deployment;

import dev.slipway.line.archive.Descriptors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The ways to sign in that an archive's {@code web.xml} names and that ask the server for users: no worker has any. */
final class SignIns {
    /** WildFly takes several, with options: {@code BASIC?silent=true,FORM}. */
    private static final Pattern ASKING = Pattern.compile("(BASIC|FORM|DIGEST|CLIENT[-_]CERT)\\b.*");

    private SignIns() {}

    /** Those without users, as they are written. An unreadable descriptor is left for WildFly to reject. */
    static Set<String> withoutUsers(Path archive) throws IOException {
        return Descriptors.texts(archive, "WEB-INF/web.xml"::equals, "auth-method").stream()
                .filter(method ->
                        ASKING.matcher(method.toUpperCase(Locale.ROOT)).matches())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
