package dev.slipway.line.balancer;

import dev.slipway.line.roll.Balancers;
import dev.slipway.line.roll.plan.Member;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** A snapshot of all of httpd's balancers, from its balancer-manager. */
public record State(List<Entry> entries) {
    /**
     * A worker in a balancer.
     *
     * @param nonce the token that httpd requires for a change, new at each start and reload
     * @param address the worker's URL, which httpd uses as its id
     * @param isStopped whether it gets no requests, whatever its health
     */
    record Entry(Member member, String nonce, String address, boolean isStopped) {}

    /** The members of these balancers. */
    public List<Member> members(Balancers balancers) {
        return entries.stream()
                .map(Entry::member)
                .filter(member -> balancers.names().contains(member.balancer()))
                .toList();
    }

    /**
     * Whether httpd sends requests to a worker in each of these balancers. Ignores those for WebSockets: a worker that
     * once did not answer stays marked there until the next WebSocket, for which httpd tries it anyway.
     */
    boolean isWell(Balancers balancers, String worker) {
        return balancers.checked().stream()
                .allMatch(balancer -> find(balancer, worker)
                        .filter(entry -> entry.member().isWell())
                        .isPresent());
    }

    /** A worker in a balancer; empty if it is not a member. */
    Optional<Entry> find(String balancer, String worker) {
        return entries.stream()
                .filter(entry -> entry.member().balancer().equals(balancer)
                        && entry.member().worker().equals(worker))
                .findFirst();
    }

    /** Parses balancer-manager's answer for {@code xml=1}. */
    static State of(byte[] xml) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setNamespaceAware(true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            // The JDK's default handler prints each error.
            builder.setErrorHandler(new DefaultHandler());
            Element root = builder.parse(new ByteArrayInputStream(xml)).getDocumentElement();
            List<Entry> entries = new ArrayList<>();
            for (Element balancer : named(root, "balancer")) {
                String name = text(balancer, "name").replaceFirst("^balancer://", "");
                for (Element worker : named(balancer, "worker")) {
                    String status = text(worker, "status");
                    entries.add(new Entry(
                            new Member(
                                    name,
                                    text(worker, "route"),
                                    status.contains("Dis"),
                                    status.contains("Ok"),
                                    Integer.parseInt(text(worker, "busy"))),
                            text(balancer, "nonce"),
                            text(worker, "name"),
                            status.contains("Stop")));
                }
            }
            return new State(entries);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        } catch (SAXException | NumberFormatException e) {
            throw new IOException("not what balancer-manager answers: " + e.getMessage(), e);
        }
    }

    /** The descendants of that name, without those nested in another of that name. */
    private static List<Element> named(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                if (element.getLocalName().equals(name)) {
                    found.add(element);
                } else {
                    found.addAll(named(element, name));
                }
            }
        }
        return found;
    }

    /** The text of a direct child; empty if there is none. */
    private static String text(Element parent, String name) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getLocalName().equals(name)) {
                return element.getTextContent().strip();
            }
        }
        return "";
    }
}
