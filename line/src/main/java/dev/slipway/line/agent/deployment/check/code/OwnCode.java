package dev.slipway.line.agent.deployment.check.code;

import dev.slipway.line.archive.code.ClassFile;
import dev.slipway.line.archive.code.OwnClasses;
import java.io.IOException;
import java.nio.file.Path;

/** What is found in an application's own code. */
public record OwnCode(CodeWarnings warnings, Listeners listeners, SoapEndpoints endpoints) {
    /** Nothing. */
    public OwnCode() {
        this(new CodeWarnings(), new Listeners(), new SoapEndpoints());
    }

    /** That of an archive. Nothing if it cannot be read as a stream, which WildFly may still be able to do. */
    public static OwnCode of(Path archive) {
        OwnCode code = new OwnCode();
        try {
            OwnClasses.read(archive, code::add);
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return new OwnCode();
        }
        return code;
    }

    private void add(String jar, String name, ClassFile code) {
        warnings.add(name, code);
        listeners.add(name, code);
        endpoints.add(jar, name, code);
    }
}
