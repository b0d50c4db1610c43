package dev.slipway.line.cli.command;

import dev.slipway.line.cli.input.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads secrets: from a prompt without echo, or from standard input if it is no terminal. */
public record SecretInput(CliContext cli) {
    /** Enough for a hundred of the longest secrets. */
    private static final int MOST = 2 << 20;

    /** Reads one secret per name. */
    public Map<String, String> read(List<String> names) {
        Map<String, String> secrets = new LinkedHashMap<>();
        if (cli.input() == null) {
            for (String name : names) {
                Optional<String> typed = cli.prompt().apply(name + ": ");
                secrets.put(name, typed.orElseThrow(() -> new UsageException(name + " was not entered")));
            }
        } else {
            List<String> lines = names.size() == 1
                    ? List.of(withoutLastEnd(all()))
                    : all().lines().toList();
            if (lines.size() != names.size()) {
                throw new UsageException("standard input has " + lines.size() + " lines for " + names.size()
                        + " secrets: " + String.join(", ", names));
            }
            for (int i = 0; i < names.size(); i++) {
                secrets.put(names.get(i), lines.get(i));
            }
        }
        secrets.forEach((name, secret) -> {
            if (secret.isEmpty()) {
                throw new UsageException("the secret " + name + " is empty; to remove it: slipway config unset");
            }
        });
        return secrets;
    }

    /** Reads a single secret. */
    public String one(String name) {
        String secret = cli.input() == null ? cli.prompt().apply(name + ": ").orElse("") : withoutLastEnd(all());
        if (secret.isEmpty()) {
            throw new UsageException(name + ": no value was entered, or given on standard input");
        }
        return secret;
    }

    private String all() {
        var input = cli.input();
        if (input == null) {
            return "";
        }
        try {
            byte[] bytes = input.readNBytes(MOST);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UsageException("standard input is not UTF-8: encode it, for instance in base64");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The final line break is not part of the secret. */
    private static String withoutLastEnd(String text) {
        return text.endsWith("\r\n")
                ? text.substring(0, text.length() - 2)
                : text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
