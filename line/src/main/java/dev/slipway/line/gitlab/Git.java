package dev.slipway.line.gitlab;

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
 * Git, as two programs: one for repositories that are here, and one that may speak to GitLab.
 *
 * <p>The token is a header from the environment of the latter alone, which root reads and nobody else, and which goes to GitLab's address
 * alone. docs: user/profile/personal_access_tokens, "Clone repository using personal access token" (any name, the token as password);
 * git-scm.com/docs/git-config, "GIT_CONFIG_COUNT"
 *
 * @param here knows no secret
 * @param remote knows the token
 */
public record Git(Programs here, Programs remote) {

    static Git of(Path privateFolder, URI gitlab, String token, String authorities) throws IOException {
        Path file = privateFolder.resolve("authorities.pem");
        Files.writeString(file, authorities);
        String authorization = Base64.getEncoder().encodeToString(("root:" + token).getBytes(StandardCharsets.UTF_8));
        Programs git =
                SystemPrograms.in(privateFolder).with(Map.of("GIT_TERMINAL_PROMPT", "0", "GIT_CONFIG_NOSYSTEM", "1"));
        Map<String, String> configuration = new LinkedHashMap<>();
        // Whoever's the checkout is, and whatever is in it.
        configuration.put("safe.directory", "*");
        configuration.put("core.hooksPath", "/dev/null");
        Programs here = git.with(configured(configuration));
        configuration.put("http." + gitlab + "/.extraHeader", "Authorization: Basic " + authorization);
        configuration.put("http.sslCAInfo", file.toString());
        return new Git(here, git.with(configured(configuration)));
    }

    /** Git without a secret. */
    Outcome here(String... words) throws IOException {
        return run(here, words);
    }

    /** Git that may speak to GitLab. */
    Outcome remote(String... words) throws IOException {
        return run(remote, words);
    }

    /** What Git without a secret printed, of what fails only by a fault of the machine. */
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
