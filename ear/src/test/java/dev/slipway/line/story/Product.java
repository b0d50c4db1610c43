package dev.slipway.line.story;

import dev.slipway.line.Digest;
import dev.slipway.line.Realm;
import dev.slipway.line.Wars;
import dev.slipway.line.pipeline.Forge;
import dev.slipway.line.pipeline.Project;
import dev.slipway.line.pipeline.Run;
import dev.slipway.line.service.app.Refusal;
import dev.slipway.line.service.app.ToldServlet;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * What the team makes: a project with a smoke test of its own, which is green where the page says "Open". Its build and its tests
 * take no time: they copy what is there already.
 */
final class Product {
    private final String service;
    private final Project project;
    private String digest = "";

    /** A project that this person writes. */
    Product(Forge forge, String service, String staging, Realm.Person author) {
        this.service = service;
        this.project = new Project(forge, service, service)
                .deliver(service, "staging: " + staging, "verify: bash smoke-test", "wait: 5m")
                .write("smoke-test", """
                        set -eu
                        curl --fail --silent --show-error --cacert "$SLIPWAY_CA" "$SLIPWAY_SERVICE_URL" >page.html
                        grep Open page.html
                        """);
        project.run("git config user.name Ann && git config user.email " + author.name() + "@example.org");
    }

    /** An archive with these words on its first page. */
    WebArchive archive(String words) {
        return Wars.application(service + ": " + words, ToldServlet.class, Refusal.class);
    }

    /** Puts these words on the first page, commits and pushes. */
    Run push(String words, String message) {
        byte[] archive = Wars.bytes(archive(words));
        digest = Digest.of(archive);
        return project.write("built.war", archive).push(message);
    }

    /** The digest of what was pushed last, as the ledger writes it. */
    String digest() {
        return digest;
    }

    /** The commit that was pushed last. */
    String commit() {
        return project.run("git rev-parse HEAD").strip();
    }
}
