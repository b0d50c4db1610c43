package dev.slipway.line.service.app;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;

/** Says by which path it was asked, repeats a header, {@code X-Echo} or the one that is named, and sets cookies as applications do. */
@WebServlet(urlPatterns = "/request/*")
public class RequestServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** Made by the container. */
    public RequestServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.addCookie(new Cookie("XSRF-TOKEN", "1"));
        response.addCookie(sameSite("strict", "Strict"));
        response.addCookie(sameSite("framed", "None"));
        String header = Objects.requireNonNullElse(request.getParameter("header"), "X-Echo");
        response.setHeader("X-Echo", request.getHeader(header));
        request.getSession();
        response.getWriter().print(request.getRequestURI());
    }

    private static Cookie sameSite(String name, String mode) {
        Cookie cookie = new Cookie(name, "1");
        cookie.setSecure(true);
        cookie.setAttribute("SameSite", mode);
        return cookie;
    }
}
