package dev.slipway.line;

import java.io.ByteArrayOutputStream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The archives that the tests deploy, where they need nothing special. */
public final class Wars {
    private Wars() {}

    /** An archive with these words on its first page. */
    public static WebArchive page(String words) {
        return ShrinkWrap.create(WebArchive.class).addAsWebResource(new StringAsset(words), "index.html");
    }

    /** The same with these classes, among which CDI finds those that are annotated. */
    public static WebArchive application(String words, Class<?>... classes) {
        return page(words).addClasses(classes).addAsWebInfResource(new StringAsset("""
                        <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="annotated"/>"""), "beans.xml");
    }

    /** An archive's bytes. */
    public static byte[] bytes(WebArchive archive) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        archive.as(ZipExporter.class).exportTo(bytes);
        return bytes.toByteArray();
    }
}
