package dev.slipway.line.realm.client;

import dev.slipway.line.cli.command.Help;
import dev.slipway.line.file.LockFile;
import dev.slipway.line.program.Console;
import dev.slipway.line.realm.client.PipelineClient.Gitlab;
import dev.slipway.line.realm.connection.Connection;
import dev.slipway.line.setting.SecretFile;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Creates a client with which the pipeline of a service may deploy that service and no other. */
@Command(
        name = "pipeline",
        synopsisHeading = "Usage: ",
        usageHelpWidth = 132,
        separator = " ",
        customSynopsis = "./slipway pipeline SERVICE [--gitlab URL --project NUMBER]",
        description = {
            "",
            "Makes the client pipeline-SERVICE, whose tokens have the role SERVICE.deployer: they may deploy and configure SERVICE,"
                    + " and no other service. People get the same role by the group /services/SERVICE/deployers. Run it again at any time:"
                    + " what is there stays.",
            ""
        },
        sortOptions = false,
        footer = {
            "",
            "Without --gitlab, the client has a secret, in .slipway/secrets/pipeline-SERVICE-client-secret, or in containers in"
                    + " /var/lib/slipway/secrets of the container line. For another one, remove that file and run this again: the old"
                    + " one is void at once.",
            "",
            "With --gitlab it has none, and one that it had is void at once. GitLab can make such an ID token from 18.7 on."
                    + " Of the services of one GitLab project, one can sign in like this; the others need a secret.",
            "",
            "Neither tells the ledger who ran the pipeline. With four eyes, set the service's GitLab project there, too: see"
                    + " Policies and approvals in the handbook."
        })
public final class PipelineVerb implements Callable<Integer> {
    @Mixin
    final Help help = new Help();

    @Option(
            names = "--gitlab",
            paramLabel = "URL",
            description = "no secret: a job shows an ID token of the GitLab at this address")
    @Nullable
    String gitlab;

    @Option(names = "--project", paramLabel = "NUMBER", description = "of which project there")
    @Nullable
    String project;

    @Parameters(arity = "0..1", paramLabel = "SERVICE", hidden = true)
    @Nullable
    String service;

    @Override
    public Integer call() throws IOException {
        PipelineClient client = client();
        Settings settings = Settings.of(System.getenv());
        Console output = help.console();
        Path secret = secret(settings, client);
        reconcile(settings, client, new SecretFile(secret));
        output.good("The client " + client.name() + " may deploy " + client.service() + ", and no other service");
        Gitlab issuer = client.gitlab();
        output.say(
                issuer == null
                        ? "  Its secret is in " + secret
                                + ": give it to the pipeline as SLIPWAY_CLIENT_SECRET, masked and"
                                + " protected, and SLIPWAY_CLIENT=" + client.name()
                        : job(issuer, client, settings));
        output.say("  People who may do the same: those in the group " + client.group() + ", at " + settings.auth()
                + "/admin/slipway/console/");
        return 0;
    }

    /** In a container, the folder of its own secrets, which may have it, is not writable, unlike the other one. */
    private static Path secret(Settings settings, PipelineClient client) {
        Path own = settings.secrets().resolve(client.secretFile());
        return client.gitlab() == null && Files.exists(own)
                ? own
                : settings.state().resolve("secrets").resolve(client.secretFile());
    }

    /**
     * Holds the lock of the server groups' provisioning, as a rotation of secrets does, so it waits for a running one.
     * In containers, that folder is read-only, and secrets are not rotated.
     */
    static void reconcile(Settings settings, PipelineClient client, SecretFile secret) throws IOException {
        if (settings.isInContainers()) {
            reconcileAlone(settings, client, secret);
            return;
        }
        Files.createDirectories(settings.groups());
        try (FileChannel channel = LockFile.open(settings.groups().resolve("lock"))) {
            channel.lock();
            reconcileAlone(settings, client, secret);
        }
    }

    private static void reconcileAlone(Settings settings, PipelineClient client, SecretFile secret) throws IOException {
        new Connection(settings).inRealm(realm -> new PipelineAccess(realm, client, secret).reconcile());
    }

    private PipelineClient client() {
        if (service == null) {
            throw help.wrong("Which service?");
        }
        try {
            if ((gitlab == null) != (project == null)) {
                new PipelineClient(service, null);
                throw help.wrong("--gitlab and --project go together");
            }
            return new PipelineClient(service, gitlab == null || project == null ? null : new Gitlab(gitlab, project));
        } catch (IllegalArgumentException e) {
            throw help.wrong(String.valueOf(e.getMessage()));
        }
    }

    /** Instructions for GitLab, and for the ledger, which knows who ran the pipeline only then. */
    static String job(Gitlab gitlab, PipelineClient client, Settings settings) {
        return """
                  It signs in by an ID token of project %1$s at %2$s, for a protected branch or tag, and by no secret any more.
                  Once, in that project, by whoever maintains it, in GitLab 18.7 or later:
                    PUT /projects/%1$s {"ci_id_token_sub_claim_components": ["project_id", "ref_protected"]}
                  In the job:
                    id_tokens:
                      SLIPWAY_ID_TOKEN:
                        aud: %3$s/realms/slipway
                      SLIPWAY_JOB_TOKEN:
                        aud: %5$s
                    variables:
                      SLIPWAY_CLIENT: %4$s
                  So that the ledger knows who ran the pipeline, and four eyes excludes that person: set SLIPWAY_GITLAB_ISSUERS=%2$s
                  for the line, and then, with the token of a person with the role deployer, once %6$s is in the ledger:
                    PUT %5$s/api/v1/services/%6$s/gitlab-project {"gitlabProject": %1$s, "gitlabIssuer": "%2$s"}""".formatted(
                        gitlab.project(),
                        gitlab.url(),
                        settings.auth(),
                        client.name(),
                        settings.ledger(),
                        client.service())
                .indent(2)
                .stripTrailing();
    }
}
