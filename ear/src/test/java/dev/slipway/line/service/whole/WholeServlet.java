package dev.slipway.line.service.whole;

import jakarta.annotation.Resource;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.MultipartConfig;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutionException;

/** What the tests ask of it. */
@MultipartConfig
@WebServlet(
        urlPatterns = {
            "/ticks",
            "/visits",
            "/mail",
            "/jobs",
            "/executor",
            "/orders",
            "/upload",
            "/account/me",
            "/account/out",
            "/stream",
            "/exhaust"
        })
public class WholeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @EJB
    @SuppressWarnings("NullAway.Init") // set by the container
    private transient Ticks ticks;

    @Inject
    @SuppressWarnings("NullAway.Init") // set by the container
    private Cart cart;

    @Inject
    @SuppressWarnings("NullAway.Init") // set by the container
    private transient JMSContext messages;

    @Resource(lookup = "java:/queue/ShopOrders")
    @SuppressWarnings("NullAway.Init") // set by the container
    private transient Queue orders;

    @Resource(lookup = "java:jboss/mail/Default")
    @SuppressWarnings("NullAway.Init") // set by the container
    private transient Session mail;

    @Resource
    @SuppressWarnings("NullAway.Init") // set by the container
    private transient ManagedExecutorService executor;

    /** Made by the container. */
    public WholeServlet() {}

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setContentType("text/plain");
        response.setHeader("Worker", System.getProperty("jboss.node.name"));
        try {
            String answer = answer(request, response);
            if (!answer.isEmpty()) {
                response.getWriter().print(answer);
            }
        } catch (MessagingException | InterruptedException | ExecutionException e) {
            throw new ServletException(e);
        }
    }

    private String answer(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException, MessagingException, InterruptedException, ExecutionException {
        return switch (request.getServletPath()) {
            case "/ticks" -> String.join("\n", ticks.of(word(request, "kind")));
            case "/visits" -> visit(request.getSession()) + " " + cart.add();
            case "/mail" -> send(word(request, "to"));
            case "/jobs" -> job(request);
            case "/executor" ->
                executor.submit(() -> Thread.currentThread().getName()).get();
            case "/orders" -> order(word(request, "name"));
            case "/upload" -> size(request);
            case "/stream" -> stream(response);
            case "/exhaust" -> exhaust();
            case "/account/out" -> {
                request.logout();
                yield "out";
            }
            default -> request.getUserPrincipal().getName() + " " + request.isUserInRole("customer");
        };
    }

    private static int visit(HttpSession session) {
        Object before = session.getAttribute("visits");
        int visits = before instanceof Integer count ? count + 1 : 1;
        session.setAttribute("visits", visits);
        return visits;
    }

    /** Ends the worker, which is out of memory then. */
    private static String exhaust() {
        List<byte[]> all = new ArrayList<>();
        while (!all.contains(new byte[0])) {
            all.add(new byte[1 << 20]);
        }
        return "never";
    }

    private String send(String to) throws MessagingException {
        MimeMessage message = new MimeMessage(mail);
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setFrom();
        message.setSubject("Your order");
        message.setText("It is on its way.");
        Transport.send(message);
        return "sent";
    }

    /** Starts one, or says how one ended that may have run before the worker's last start. */
    private static String job(HttpServletRequest request) {
        if (request.getMethod().equals("POST")) {
            return String.valueOf(BatchRuntime.getJobOperator().start("count", new Properties()));
        }
        return BatchRuntime.getJobOperator()
                .getJobExecution(Long.parseLong(word(request, "id")))
                .getBatchStatus()
                .name();
    }

    private String order(String name) {
        messages.createProducer().send(orders, name);
        return "ordered";
    }

    private static String size(HttpServletRequest request) throws IOException, ServletException {
        long size = 0;
        try (InputStream part = request.getPart("file").getInputStream()) {
            byte[] buffer = new byte[1 << 16];
            for (int read = part.read(buffer); read > 0; read = part.read(buffer)) {
                size += read;
            }
        }
        return String.valueOf(size);
    }

    /** Something at once, and more a while later. */
    private static String stream(HttpServletResponse response) throws IOException, InterruptedException {
        response.setContentType("text/event-stream");
        response.getWriter().print("data: first\n\n");
        response.flushBuffer();
        Thread.sleep(3000);
        return "data: last\n\n";
    }

    private static String word(HttpServletRequest request, String name) {
        return Objects.requireNonNull(request.getParameter(name), name);
    }
}
