package dev.slipway.line.upgrade;

import dev.slipway.line.Command;
import dev.slipway.line.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A clone of this checkout as it is, built, with three versions: this one; {@link #NEXT} has another server configuration, of
 * the ledger's workers and of services', another httpd.conf and a migration more; what {@link #BROKEN} deploys does not start.
 */
final class Versions {
    /** That of this checkout. */
    static final String THIS = ofCheckout();

    static final String NEXT = "98.0.0";
    static final String BROKEN = "99.0.0";

    /** The migration of {@link #NEXT}, which widens the schema. */
    static final String MIGRATION = "V209901010001__widen_service.sql";

    /** What {@link #NEXT} says in each answer. */
    static final String HEADER = "X-Slipway-Probe";

    /** The system property that the servers of {@link #NEXT} have, and no others. */
    static final String PROBE = "slipway.upgrade-probe";

    private static final String CLONE = """
            set -euo pipefail
            to=$SLIPWAY_TEST
            rm -rf "$to"
            mkdir -p "$to"
            %7$s
            cd "$to"
            git init --quiet --initial-branch=main
            commit() {
              git add --all
              git -c user.name=Test -c user.email=test@example.org commit --quiet --message "$1"
              git tag "$1"
            }
            next() {
              sed -i "0,/<version>$1</s//<version>$2</" pom.xml {ear,keycloak,line,web-api,web-static}/pom.xml
              sed -i "0,/^## \\\\[$1\\\\]/s//## [$2] - 2099-01-01\\n\\n### What you must do\\n\\n- Look at $2.\\n\\n&/" CHANGELOG.md
            }
            commit v%4$s
            next %4$s %5$s
            echo '/system-property=%3$s:add(value=there)' >>ear/src/main/scripts/server.cli
            sed -i 's|^stop-embedded-server$|/system-property=%3$s:add(value=there)\\n\\n&|' ear/src/main/scripts/service.cli
            grep -qF %3$s ear/src/main/scripts/service.cli
            sed -i 's/^  Header always set X-Content-Type-Options nosniff$/&\\n  Header always set %2$s there/' httpd/httpd.conf
            echo 'alter table service add column upgrade_probe text;' >web-api/src/main/resources/db/migration/%1$s
            commit v%5$s
            next %5$s %6$s
            cat >web-api/src/main/java/dev/slipway/ledger/Broken.java <<'JAVA'
            package dev.slipway.ledger;

            import jakarta.servlet.ServletContextEvent;
            import jakarta.servlet.ServletContextListener;
            import jakarta.servlet.annotation.WebListener;

            @WebListener
            public class Broken implements ServletContextListener {
                @Override
                public void contextInitialized(ServletContextEvent event) {
                    throw new IllegalStateException("This one does not start");
                }
            }
            JAVA
            commit v%6$s
            git checkout --quiet -B main v%4$s
            """.formatted(MIGRATION, HEADER, PROBE, THIS, NEXT, BROKEN, Clone.COPY);

    /** What this checkout has built, with times that are newer than the clone's files. */
    private static final String BUILT = """
            set -euo pipefail
            for path in target/postgresql keycloak/target/keycloak ear/target/{server,service-server,slipway.ear} line/target/{agent,line.jar,slipway.jar}; do
              mkdir -p "$SLIPWAY_TEST/$(dirname "$path")"
              cp -a "$path" "$SLIPWAY_TEST/$path"
            done
            cd "$SLIPWAY_TEST"
            touch keycloak/target/keycloak/.built ear/target/server/.provisioned ear/target/service-server/.built ear/target/slipway.ear
            """;

    private static String ofCheckout() {
        try {
            Matcher version = Pattern.compile("<version>([0-9.]+)</version>")
                    .matcher(Files.readString(Line.checkout().resolve("pom.xml")));
            if (!version.find()) {
                throw new IllegalStateException("pom.xml has no version");
            }
            return version.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Versions() {}

    static Clone make(Path folder) {
        for (String script : new String[] {CLONE, BUILT}) {
            Command.bash(script).with("SLIPWAY_TEST", folder.toString()).run().expectSuccess();
        }
        return new Clone(folder);
    }
}
