package dev.slipway.ledger.export;

import dev.slipway.ledger.deployment.DeploymentResponse;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.Writer;

/** A form in which deployments are written to a file, one after the other. */
interface Format {

    /** The media type of the file. */
    MediaType mediaType();

    /** The file name's extension. */
    String extension();

    /** Writes what comes before the first deployment. */
    void begin(Writer file) throws IOException;

    /** Writes a deployment; perhaps nothing, where the form has no words for it. */
    void write(DeploymentResponse deployment, Writer file) throws IOException;

    /** Writes what comes after the last deployment. */
    void end(Writer file) throws IOException;
}
