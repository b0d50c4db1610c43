package dev.slipway.line.cli.input;

import dev.slipway.line.ledger.Name;
import dev.slipway.line.program.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file of a service's definition. Only the service's name is parsed here; the ledger parses the rest.
 *
 * @param service the service
 * @param yaml the whole file
 */
public record DefinitionFile(String service, String yaml) {
    private static final int LARGEST = 65_536;
    private static final Pattern SERVICE = Pattern.compile(
            "^(?:service|\"service\"|'service') *: *([\"']?)(" + Name.FORM + ")\\1[ \\t]*(?:#.*)?\\r?$",
            Pattern.MULTILINE);

    /** Parses a file. */
    public static DefinitionFile read(Path file) {
        byte[] bytes;
        try {
            if (Files.size(file) > LARGEST) {
                throw new Problem(
                        file + " is too large for a definition.", "It may have 64 KiB. Is it the right file?");
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new Problem("There is no file " + file + " that can be read.", "");
        }
        return of(file.toString(), bytes);
    }

    private static DefinitionFile of(String file, byte[] bytes) {
        String yaml;
        try {
            yaml = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Problem(file + " is not UTF-8.", "Save it as UTF-8.");
        }
        Matcher service = SERVICE.matcher(yaml);
        if (!service.find()) {
            throw new Problem(
                    file + " does not say which service it defines.", "It needs a line such as: service: shop");
        }
        return new DefinitionFile(service.group(2), yaml);
    }
}
