package dev.slipway.line.service.app;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Objects;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** An application that has never heard of Slipway. */
@WebServlet(
        urlPatterns = {"/items", "/names", "/visits", "/orders", "/account/me", "/silence"},
        asyncSupported = true)
public class ShopServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @EJB
    @SuppressWarnings("NullAway.Init") // set by the container
    private transient Items items;

    @Inject
    @SuppressWarnings("NullAway.Init") // set by the container
    private transient JMSContext messages;

    @Resource(lookup = "java:/jms/queue/orders")
    @SuppressWarnings("NullAway.Init") // set by the container
    private transient Queue orders;

    /** Made by the container. */
    public ShopServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getServletPath().equals("/silence")) {
            String millis = Objects.requireNonNullElse(request.getParameter("millis"), "0");
            request.startAsync().setTimeout(Long.parseLong(millis));
            return;
        }
        response.setContentType("text/plain");
        String answer = switch (request.getServletPath()) {
            case "/items" -> String.join("\n", items.names());
            case "/names" -> found(request.getParameter("name"));
            case "/visits" -> String.valueOf(visit(request.getSession()));
            default -> request.getUserPrincipal().getName() + " " + request.isUserInRole("customer");
        };
        response.getWriter().print(answer);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String name = Objects.requireNonNull(request.getParameter("name"));
        if (request.getServletPath().equals("/orders")) {
            messages.createProducer().send(orders, name);
        } else {
            items.add(name);
        }
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private static int visit(HttpSession session) {
        Object before = session.getAttribute("visits");
        int visits = before instanceof Integer count ? count + 1 : 1;
        session.setAttribute("visits", visits);
        return visits;
    }

    @SuppressWarnings("BanJNDI") // the names are the tests' own
    private static String found(String name) {
        try {
            Object bound = new InitialContext().lookup(name);
            return bound instanceof DataSource
                    ? DataSource.class.getSimpleName()
                    : bound.getClass().getSimpleName();
        } catch (NamingException e) {
            return "not found";
        }
    }
}
