package dev.surefoot.server.web;

import dev.surefoot.server.http.PageAnswer;
import dev.surefoot.server.http.PageCall;
import dev.surefoot.server.web.page.JtemessageGenerated;

import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import java.util.Optional;
import java.util.function.Consumer;

/** What all pages have in common. Safe for use by many threads. */
final class Pages {
    private final String assets;

    Pages(String assets) {
        this.assets = assets;
    }

    /** The frame of a page that stands still. */
    Frame still(PageCall call, String title) {
        return new Frame(title, call.session(), Optional.empty(), assets);
    }

    /** The frame of a page that follows the events at {@code path}. */
    Frame live(PageCall call, String title, String path) {
        return new Frame(title, call.session(), Optional.of(path), assets);
    }

    /** A page that says one thing. */
    PageAnswer message(PageCall call, int status, String heading, String text) {
        return new PageAnswer.Html(
                status,
                text(
                        out ->
                                JtemessageGenerated.render(
                                        out, null, still(call, heading), heading, text)));
    }

    /** There is no such thing. */
    PageAnswer missing(PageCall call, String what, String name) {
        return message(
                call,
                404,
                "No such " + what,
                "There is no " + what + " " + name + ". The board shows what there is.");
    }

    /** What a template writes; whatever comes from outside is escaped where it stands. */
    static String text(Consumer<HtmlTemplateOutput> template) {
        StringOutput text = new StringOutput();
        template.accept(new OwaspHtmlTemplateOutput(text));
        return text.toString();
    }
}
