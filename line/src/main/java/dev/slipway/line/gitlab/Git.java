package dev.slipway.line.gitlab;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
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
record Git(Program here, Program remote) {

    static Git of(Path privateFolder, URI gitlab, String token, String authorities) throws IOException {
        Path file = privateFolder.resolve("authorities.pem");
        Files.writeString(file, authorities);
        String authorization = Base64.getEncoder().encodeToString(("root:" + token).getBytes(StandardCharsets.UTF_8));
        Program git = new Program("git", privateFolder, Map.of("GIT_TERMINAL_PROMPT", "0", "GIT_CONFIG_NOSYSTEM", "1"));
        Map<String, String> configuration = new LinkedHashMap<>();
        // Whoever's the checkout is, and whatever is in it.
        configuration.put("safe.directory", "*");
        configuration.put("core.hooksPath", "/dev/null");
        Program here = git.with(configured(configuration));
        configuration.put("http." + gitlab + "/.extraHeader", "Authorization: Basic " + authorization);
        configuration.put("http.sslCAInfo", file.toString());
        return new Git(here, git.with(configured(configuration)));
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
