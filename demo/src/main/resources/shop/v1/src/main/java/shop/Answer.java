package shop;

/** What goes back to the customer. */
record Answer(int status, String type, String body) {
    static Answer page(String title, String content) {
        return html(200, title, content);
    }

    static Answer json(String body) {
        return new Answer(200, "application/json", body);
    }

    static Answer failure(int status, String message) {
        return html(status, "Sorry", "<p>" + escaped(message) + "</p>");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private static Answer html(int status, String title, String content) {
        String body =
                "<!doctype html><html lang=en><title>%s</title><h1>%s</h1>%s</html>\n"
                        .formatted(escaped(title), escaped(title), content);
        return new Answer(status, "text/html; charset=utf-8", body);
    }
}
