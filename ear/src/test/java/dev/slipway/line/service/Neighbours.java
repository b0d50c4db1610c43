package dev.slipway.line.service;

import dev.slipway.line.Caller;
import dev.slipway.line.Command;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.Wars;
import dev.slipway.line.service.app.HostileServlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Two services side by side, of two teams: one would harm the other. Made once for all tests that want them. */
final class Neighbours implements AutoCloseable {
    /** Whoever changes them has them alone. */
    static final String LOCK = "neighbours";

    private final Scratch scratch = new Scratch();
    private final Realm realm = new Realm();
    private final Path folder = folder();
    private final Team hostile = team();
    private final Team victim = team();

    private Neighbours() {
        atOnce(
                () -> make(
                        hostile,
                        Wars.page("hostile")
                                .addClass(HostileServlet.class)
                                .setManifest(new StringAsset(
                                        "Manifest-Version: 1.0\nDependencies: org.postgresql services\n"))),
                () -> make(victim, Wars.page("victim")));
    }

    private static void atOnce(Runnable... tasks) {
        Caller.join(CompletableFuture.allOf(
                Stream.of(tasks).map(CompletableFuture::runAsync).toArray(CompletableFuture[]::new)));
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("neighbours");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Team team() {
        return new Team(realm.client("admin", "deployer"), scratch.name(), folder);
    }

    private static void make(Team team, WebArchive archive) {
        team.apply("""
                service: %s
                environments:
                  production: {workers: 1, memory: 128m}
                database: true
                """.formatted(team.service())).expectSuccess();
        team.deploy(archive, "1").expectSuccess();
    }

    /** Whose archive does on its machine whatever it is asked to. */
    Team hostile() {
        return hostile;
    }

    /** Whose archive has a page that says {@code victim}. */
    Team victim() {
        return victim;
    }

    /** The tests' own line goes as a whole. */
    @Override
    public void close() {
        if (!Line.isOwn()) {
            atOnce(hostile::remove, victim::remove);
            realm.close();
            scratch.close();
        }
        Command.bash("rm -rf '" + folder + "'").run().expectSuccess();
    }

    /** Gives them to whoever asks, and takes them away when all tests are over. */
    static final class Resolver implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType() == Neighbours.class;
        }

        @Override
        public Neighbours resolveParameter(ParameterContext parameter, ExtensionContext test) {
            return test.getRoot()
                    .getStore(ExtensionContext.Namespace.create(Neighbours.class))
                    .getOrComputeIfAbsent(Neighbours.class, key -> new Neighbours(), Neighbours.class);
        }
    }
}
