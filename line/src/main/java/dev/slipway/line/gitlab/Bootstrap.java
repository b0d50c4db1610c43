package dev.slipway.line.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.slipway.line.file.AtomicFile;
import dev.slipway.line.gitlab.api.Gitlab;
import dev.slipway.line.gitlab.git.Component;
import dev.slipway.line.gitlab.git.FirstCommit;
import dev.slipway.line.gitlab.git.Git;
import dev.slipway.line.gitlab.plan.Change;
import dev.slipway.line.gitlab.plan.Group;
import dev.slipway.line.gitlab.plan.Hook;
import dev.slipway.line.gitlab.plan.Project;
import dev.slipway.line.gitlab.plan.ProtectedBranch;
import dev.slipway.line.gitlab.plan.ProtectedImages;
import dev.slipway.line.gitlab.plan.ProtectedTags;
import dev.slipway.line.gitlab.plan.Runner;
import dev.slipway.line.gitlab.plan.Variable;
import dev.slipway.line.gitlab.plan.VariableOwner;
import dev.slipway.line.program.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the present state, computes the changes, and executes them, object by object. After an interruption, the next run continues. */
final class Bootstrap {
    private static final String FIRST_SYSTEM = "slipway-bootstrap";

    /** The variables that earlier bootstraps gave to all projects of the group. */
    private static final List<String> OUTDATED = List.of(
            "SLIPWAY_PIPELINE_CLIENT_SECRET",
            "SLIPWAY_BALANCER_PASSWORD",
            "SLIPWAY_DOMAIN",
            "SLIPWAY_HTTPS_PORT",
            "SLIPWAY_HTTP_PORT",
            "SLIPWAY_WORKERS",
            "SLIPWAY_LINE_IMAGE");

    private final Gitlab gitlab;
    private final Git git;
    private final Addresses line;
    private final Secrets secrets;
    private final String authorities;
    private final BootstrapFolders places;
    private final ChangeReporter reporter;

    /**
     * For a GitLab.
     *
     * @param line the URLs of the line and its GitLab
     * @param authorities the authorities that the line trusts, in PEM
     */
    Bootstrap(
            Gitlab gitlab,
            Git git,
            Addresses line,
            Secrets secrets,
            String authorities,
            BootstrapFolders places,
            ChangeReporter reporter) {
        this.gitlab = gitlab;
        this.git = git;
        this.line = line;
        this.secrets = secrets;
        this.authorities = authorities;
        this.places = places;
        this.reporter = reporter;
    }

    /**
     * Configures everything.
     *
     * @throws Problem if GitLab, or something that it needs, is not as required
     */
    void run(String domain) throws IOException {
        carryOut(InstanceSettings.change(there(InstanceSettings.PATH), line));
        JsonNode found = gitlab.find(Group.PATH + "?with_projects=false");
        long group = reconciled(found, Group.change(found)).path("id").asLong();
        groupVariables();
        JsonNode project = reconciled(Project.SLIPWAY, group);
        protectBranch(Project.SLIPWAY);
        carryOut(ProtectedImages.change(there(ProtectedImages.PATH)));
        projectVariables();
        hook();
        runner();
        JsonNode delivery = reconciled(Project.DELIVERY, group);
        protectBranch(Project.DELIVERY);
        ProtectedTags.changes(gitlab.find(ProtectedTags.PATH)).forEach(this::carryOut);
        component(delivery, domain);
        if (project.path("empty_repo").asBoolean()) {
            String commit = new FirstCommit(git, places.checkout()).push(line.gitlab());
            reporter.change("branch main: pushed " + commit + "; its pipeline: "
                    + project.path("web_url").asText() + "/-/pipelines");
        }
    }

    private void protectBranch(Project project) {
        ProtectedBranch.changes(project, gitlab.find(ProtectedBranch.path(project)))
                .forEach(this::carryOut);
    }

    /**
     * The URLs of the line, for all projects of the group. A service's pipeline authenticates by its ID token, or by the service's own
     * secret, which is a variable of its own project.
     */
    private void groupVariables() {
        List<JsonNode> have = gitlab.list(VariableOwner.GROUP.path());
        List<Variable> want = List.of(
                new Variable("SLIPWAY_LEDGER_URL", line.ledger().toString(), Variable.Kind.PLAIN),
                new Variable("SLIPWAY_ISSUER", line.issuer(), Variable.Kind.PLAIN),
                new Variable("SLIPWAY_CA", authorities, Variable.Kind.FILE));
        VariableOwner.GROUP.changes(have, want).forEach(this::carryOut);
        VariableOwner.GROUP.removals(have, OUTDATED).forEach(this::carryOut);
    }

    /** The credential of Slipway's own pipeline, and what its jobs need to use the image builder. */
    private void projectVariables() throws IOException {
        List<JsonNode> have = gitlab.list(VariableOwner.PROJECT.path());
        List<Variable> own = List.of(new Variable("SLIPWAY_CLIENT_SECRET", secrets.client(), Variable.Kind.HIDDEN));
        VariableOwner.PROJECT.changes(have, own).forEach(this::carryOut);
        BuilderCertificates certificates = new BuilderCertificates(places.builder(), places.own(), places.work());
        if (certificates.make(Instant.now())) {
            reporter.change("builder: certificates made; if it runs already: docker compose restart builder");
        }
        VariableOwner.PROJECT.changes(have, certificates.variables()).forEach(this::carryOut);
    }

    private void hook() {
        List<JsonNode> have = gitlab.list(Hook.PATH);
        carryOut(Hook.change(have, line.hook(), secrets.hook()));
        Hook.removals(have, line.hook()).forEach(this::carryOut);
    }

    private void runner() throws IOException {
        Path folder = VolumeFile.folder(places.runner());
        Path file = folder.resolve("token");
        Optional<String> kept = VolumeFile.read(file).map(String::strip);
        // The runner generates its own system id.
        String system = VolumeFile.read(folder.resolve(".runner_system_id"))
                .orElse(FIRST_SYSTEM)
                .strip();
        Optional<Long> known = kept.flatMap(token -> gitlab.runner(token, system));
        String token = kept.orElse("");
        long id;
        if (known.isPresent()) {
            id = known.get();
            carryOut(Runner.change(id, gitlab.find(Runner.path(id))));
        } else {
            JsonNode created = gitlab.send(Runner.make());
            id = created.path("id").asLong();
            token = created.path("token").asText();
            if (!token.startsWith("glrt-")) {
                throw new Problem(
                        "GitLab made a runner and gave no token for it.",
                        "Run this again: it is removed, and another one made.");
            }
            AtomicFile.write(file, token, AtomicFile.PRIVATE);
            reporter.change("runner " + id + ": made");
        }
        Runner.removals(gitlab.list(Runner.ALL), id).forEach(this::carryOut);
        configure(folder.resolve("config.toml"), token);
    }

    /** The runner reloads its configuration when that changes. docs: runner/commands, "Signals" */
    private void configure(Path file, String token) throws IOException {
        String configuration = Runner.configuration(
                template("runner.toml"), Map.of("GITLAB_URL", line.gitlab().toString(), "RUNNER_TOKEN", token));
        if (!VolumeFile.read(file).equals(Optional.of(configuration))) {
            AtomicFile.write(file, configuration, AtomicFile.PRIVATE);
            reporter.change("runner: configuration written");
        }
    }

    private void component(JsonNode project, String domain) throws IOException {
        new Component(git, line.gitlab(), domain)
                .offer(
                        template("delivery.yml"),
                        template("component.md"),
                        project.path("empty_repo").asBoolean(),
                        places.work().resolve("component"))
                .ifPresent(
                        version -> reporter.change("component " + Project.DELIVERY.title() + ": version " + version));
    }

    private String template(String name) throws IOException {
        return Files.readString(places.templates().resolve(name));
    }

    private JsonNode reconciled(Project project, long group) {
        JsonNode have = gitlab.find(project.path());
        return reconciled(have, project.change(have, group));
    }

    /** The existing object, or the one that the change created. */
    private JsonNode reconciled(@Nullable JsonNode have, Optional<Change> change) {
        JsonNode created = carryOut(change);
        return have == null ? created : have;
    }

    private JsonNode there(String path) {
        JsonNode found = gitlab.find(path);
        return found == null ? MissingNode.getInstance() : found;
    }

    private JsonNode carryOut(Optional<Change> change) {
        return change.map(this::carryOut).orElseGet(MissingNode::getInstance);
    }

    private JsonNode carryOut(Change change) {
        JsonNode answer = gitlab.send(change);
        if (!change.line().isEmpty()) {
            reporter.change(change.line());
        }
        return answer;
    }
}
