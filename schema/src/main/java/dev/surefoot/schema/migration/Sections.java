package dev.surefoot.schema.migration;

import dev.surefoot.schema.sql.Span;
import dev.surefoot.schema.sql.SqlText;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The way out and the way back of a file that holds both, as dbmate ({@code -- migrate:up}), goose
 * ({@code -- +goose Up}), sql-migrate ({@code -- +migrate Up}) and node-pg-migrate ({@code -- Up
 * Migration}) write it. What belongs to the other way is blanked, so that lines and offsets stay
 * true; what stands above the first mark belongs to both. Pure.
 */
record Sections(String up, String down) {
    private static final Pattern MARK =
            Pattern.compile(
                    "--\\s*(?:migrate:|\\+goose\\s+|\\+migrate\\s+)(up|down)\\b.*"
                            + "|--\\s*(up|down) migration\\b.*");

    private record Mark(int offset, boolean down) {}

    /** The two ways, if a comment marks one. */
    static Optional<Sections> of(SqlText sql) {
        var marks = new ArrayList<Mark>();
        for (Span comment : sql.comments()) {
            var matcher = MARK.matcher(comment.of(sql.text()).toLowerCase(Locale.ROOT));
            if (startsLine(sql.text(), comment.start()) && matcher.matches()) {
                String way = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
                marks.add(new Mark(comment.start(), way.equals("down")));
            }
        }
        return marks.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Sections(
                                keep(sql.text(), marks, false), keep(sql.text(), marks, true)));
    }

    private static boolean startsLine(String text, int offset) {
        return offset == 0 || text.charAt(offset - 1) == '\n';
    }

    private static String keep(String text, List<Mark> marks, boolean down) {
        var kept = new StringBuilder(text.substring(0, marks.getFirst().offset()));
        for (int i = 0; i < marks.size(); i++) {
            int end = i + 1 < marks.size() ? marks.get(i + 1).offset() : text.length();
            String part = text.substring(marks.get(i).offset(), end);
            kept.append(marks.get(i).down() == down ? part : part.replaceAll("[^\\r\\n]", " "));
        }
        return kept.toString();
    }
}
