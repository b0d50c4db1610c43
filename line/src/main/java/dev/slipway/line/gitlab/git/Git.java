package dev.slipway.line.gitlab.git;

import dev.slipway.line.program.Outcome;
import dev.slipway.line.program.Programs;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Git, in two variants: for local repositories, and for access to GitLab.
 *
 * <p>The token is a header in the environment of the latter only, which only root can read, and which is sent to GitLab's URL
 * only. docs: user/profile/personal_access_tokens, "Clone repository using personal access token" (any name, the token as password);
 * git-scm.com/docs/git-config, "GIT_CONFIG_COUNT"
 *
 * @param here without the token
 * @param remote with the token
 */
public record Git(Programs here, Programs remote) {

    /** The number of last lines of standard error that say why it failed. */
    static final int LINES_OF_REASON = 3;

    /**
     * Git for a GitLab.
     *
     * @param privateFolder a folder that only this user can read
     * @param token an access token of an administrator
     * @param authorities the authorities that the line trusts, in PEM
     */
    public static Git of(Path privateFolder, URI gitlab, String token, String authorities) throws IOException {
        Path file = privateFolder.resolve("authorities.pem");
        Files.writeString(file, authorities);
        String authorization = Base64.getEncoder().encodeToString(("root:" + token).getBytes(StandardCharsets.UTF_8));
        Programs git =
                Programs.atHome(privateFolder).with(Map.of("GIT_TERMINAL_PROMPT", "0", "GIT_CONFIG_NOSYSTEM", "1"));
        Map<String, String> configuration = new LinkedHashMap<>();
        // Whoever owns the checkout; and without hooks, whatever its configuration says.
        configuration.put("safe.directory", "*");
        configuration.put("core.hooksPath", "/dev/null");
        Programs here = git.with(configured(configuration));
        configuration.put("http." + gitlab + "/.extraHeader", "Authorization: Basic " + authorization);
        configuration.put("http.sslCAInfo", file.toString());
        return new Git(here, git.with(configured(configuration)));
    }

    /** Git without the token. */
    Outcome here(String... words) throws IOException {
        return run(here, words);
    }

    /** Git with the token. */
    Outcome remote(String... words) throws IOException {
        return run(remote, words);
    }

    /** The output of a local command that fails only by a fault of the machine. */
    String output(String... words) throws IOException {
        return here(words).orThrow(message -> new IOException(message)).strip();
    }

    private static Outcome run(Programs git, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        return git.run(command);
    }

    private static Map<String, String> configured(Map<String, String> configuration) {
        Map<String, String> variables = new LinkedHashMap<>();
        int count = 0;
        for (Map.Entry<String, String> entry : configuration.entrySet()) {
            variables.put("GIT_CONFIG_KEY_" + count, entry.getKey());
            variables.put("GIT_CONFIG_VALUE_" + count, entry.getValue());
            count++;
        }
        variables.put("GIT_CONFIG_COUNT", String.valueOf(count));
        return variables;
    }
}
