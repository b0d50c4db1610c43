package dev.slipway.line.load;

import dev.slipway.line.Caller;
import dev.slipway.line.Line;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/** What httpd knows of the workers of the ledger, and of those of a service. */
public final class Balancer {
    private static final String LEDGER = "slipway";

    private Balancer() {}

    /** Whether it sends requests to this one. */
    public static boolean isOk(String worker) {
        return isOk(Line.running(), worker);
    }

    /** The same of another line than the one that all tests use. */
    public static boolean isOk(Line line, String worker) {
        return isOk(line, LEDGER, worker);
    }

    /** Whether it sends a service's requests to this one of its workers. */
    public static boolean isOk(Line line, String service, String worker) {
        String status = value(line, service, worker, "status");
        return status.contains("Ok") && !status.contains("Dis");
    }

    /** How many it has sent there. */
    public static long elected(String worker) {
        return elected(LEDGER, worker);
    }

    /** How many of a service's requests it has sent to this one of its workers. */
    public static long elected(String service, String worker) {
        return Long.parseLong(value(Line.running(), service, worker, "elected"));
    }

    /** How many requests it has there that a drain would wait for. */
    public static int busy(String worker) {
        return Integer.parseInt(value(Line.running(), LEDGER, worker, "busy"));
    }

    /** How many requests it has there that are answered when something happens. */
    public static int waiting(String worker) {
        return Integer.parseInt(value(Line.running(), LEDGER + "-waiting", worker, "busy"));
    }

    private static String value(Line line, String balancer, String worker, String name) {
        try {
            String path = ("//*[local-name()='balancer'][*[local-name()='name']='balancer://%s']"
                            + "//*[local-name()='worker'][*[local-name()='route']='%s']/*[local-name()='%s']")
                    .formatted(balancer, worker, name);
            return XPathFactory.newInstance().newXPath().evaluate(path, state(line));
        } catch (XPathExpressionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Document state(Line line) {
        URI address =
                URI.create("http://127.0.0.1:" + line.port("SLIPWAY_BALANCER_PORT") + "/balancer?b=slipway&xml=1");
        String user = "pipeline:" + line.secret("balancer-password");
        HttpRequest request = HttpRequest.newBuilder(address)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)))
                .header("Referer", address.toString())
                .build();
        byte[] body = Caller.join(line.http().sendAsync(request, BodyHandlers.ofByteArray()))
                .body();
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(body));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException(new String(body, StandardCharsets.UTF_8), e);
        }
    }
}
