package dev.surefoot.schema.sql;

import dev.surefoot.schema.sql.ParameterColumn.Table;
import dev.surefoot.schema.sql.ParameterColumn.Use;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Walks a parse tree of libpg_query and finds parameters beside columns: comparisons, IN, BETWEEN,
 * LIKE, {@code = ANY ($1)}, VALUES of an INSERT, SET of an UPDATE. A column without a table's name
 * may lie in any table of its query, or of one around it. Not thread-safe.
 */
final class ParameterSearch {
    private final List<ParameterColumn> found = new ArrayList<>();

    /** A query's tables by the names it uses, its WITH names, and the query around it. */
    private record Scope(List<Named> tables, Set<String> with, @Nullable Scope outer) {
        boolean isWith(String name) {
            return with.contains(name) || (outer != null && outer.isWith(name));
        }
    }

    private record Named(String alias, Table table) {}

    static List<ParameterColumn> in(JsonNode statement) {
        var search = new ParameterSearch();
        search.walk(statement, new Scope(List.of(), Set.of(), null));
        return search.found;
    }

    private void walk(JsonNode node, Scope scope) {
        if (node.isArray()) {
            node.forEach(each -> walk(each, scope));
            return;
        }
        for (var property : node.properties()) {
            JsonNode value = property.getValue();
            switch (property.getKey()) {
                case "SelectStmt" -> walk(value, inner(value, "fromClause", scope));
                case "larg", "rarg" -> {
                    // In a UNION they are queries without a name around them, in a join nodes.
                    if (value.has("limitOption")) {
                        walk(value, inner(value, "fromClause", scope));
                    } else {
                        walk(value, scope);
                    }
                }
                case "InsertStmt" -> insert(value, scope);
                case "UpdateStmt" -> update(value, scope);
                case "DeleteStmt" -> walk(value, inner(value, "usingClause", scope));
                case "A_Expr" -> {
                    compare(value, scope);
                    walk(value, scope);
                }
                default -> walk(value, scope);
            }
        }
    }

    private static Scope inner(JsonNode statement, String from, Scope outer) {
        var with = new HashSet<String>();
        statement
                .path("withClause")
                .path("ctes")
                .forEach(
                        each ->
                                with.add(
                                        each.path("CommonTableExpr").path("ctename").asString("")));
        var named = new Scope(List.of(), with, outer);
        var tables = new ArrayList<Named>();
        named(statement.path("relation")).ifPresent(tables::add);
        collect(statement.path(from), tables);
        tables.removeIf(
                each -> each.table().schema().isEmpty() && named.isWith(each.table().name()));
        return new Scope(tables, with, outer);
    }

    /** Tables of a FROM clause, through joins, but not out of subqueries. */
    private static void collect(JsonNode from, List<Named> tables) {
        if (from.isArray()) {
            from.forEach(each -> collect(each, tables));
        } else if (from.has("RangeVar")) {
            named(from.path("RangeVar")).ifPresent(tables::add);
        } else if (from.has("JoinExpr")) {
            collect(from.path("JoinExpr").path("larg"), tables);
            collect(from.path("JoinExpr").path("rarg"), tables);
        }
    }

    private static Optional<Named> named(JsonNode range) {
        String name = range.path("relname").asString("");
        String alias = range.path("alias").path("aliasname").asString(name);
        String schema = range.path("schemaname").asString("");
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new Named(alias, new Table(schema, name)));
    }

    private void insert(JsonNode insert, Scope outer) {
        Scope scope = inner(insert, "", outer);
        JsonNode columns = insert.path("cols");
        for (JsonNode row : insert.path("selectStmt").path("SelectStmt").path("valuesLists")) {
            JsonNode items = row.path("List").path("items");
            for (int i = 0; i < items.size() && i < columns.size(); i++) {
                written(items.get(i), columns.get(i), scope);
            }
        }
        JsonNode targets = insert.path("selectStmt").path("SelectStmt").path("targetList");
        for (int i = 0; i < targets.size() && i < columns.size(); i++) {
            written(targets.get(i).path("ResTarget").path("val"), columns.get(i), scope);
        }
        JsonNode conflict = insert.path("onConflictClause");
        conflict.path("targetList")
                .forEach(each -> written(each.path("ResTarget").path("val"), each, scope));
        walk(insert, scope);
    }

    private void update(JsonNode update, Scope outer) {
        Scope scope = inner(update, "fromClause", outer);
        update.path("targetList")
                .forEach(each -> written(each.path("ResTarget").path("val"), each, scope));
        walk(update, scope);
    }

    private void written(JsonNode value, JsonNode target, Scope scope) {
        String column = target.path("ResTarget").path("name").asString("");
        int parameter = parameter(value);
        if (parameter > 0 && !scope.tables().isEmpty()) {
            var table = List.of(scope.tables().getFirst().table());
            found.add(new ParameterColumn(parameter, table, column, Use.WRITTEN));
        }
    }

    private void compare(JsonNode expression, Scope scope) {
        JsonNode left = expression.path("lexpr");
        JsonNode right = expression.path("rexpr");
        String kind = expression.path("kind").asString("");
        Use use =
                kind.equals("AEXPR_OP_ANY") || kind.equals("AEXPR_OP_ALL")
                        ? Use.COMPARED_WITH_ELEMENTS
                        : Use.COMPARED;
        pair(left, right, use, scope);
        pair(right, left, use, scope);
        for (JsonNode item : right.path("List").path("items")) {
            pair(left, item, Use.COMPARED, scope);
        }
    }

    private void pair(JsonNode columnSide, JsonNode parameterSide, Use use, Scope scope) {
        int parameter = parameter(parameterSide);
        JsonNode fields = uncast(columnSide).path("ColumnRef").path("fields");
        var names = new ArrayList<String>();
        fields.forEach(field -> names.add(field.path("String").path("sval").asString("")));
        if (parameter == 0 || names.isEmpty() || names.getLast().isEmpty()) {
            return;
        }
        String table = names.size() < 2 ? "" : names.get(names.size() - 2);
        found.add(new ParameterColumn(parameter, tables(table, scope), names.getLast(), use));
    }

    private static List<Table> tables(String alias, Scope innermost) {
        var tables = new ArrayList<Table>();
        for (Scope scope = innermost; scope != null; scope = scope.outer()) {
            for (Named named : scope.tables()) {
                if (alias.isEmpty() || named.alias().equals(alias)) {
                    tables.add(named.table());
                }
            }
            if (!alias.isEmpty() && !tables.isEmpty()) {
                break;
            }
        }
        return tables;
    }

    private static int parameter(JsonNode node) {
        return uncast(node).path("ParamRef").path("number").asInt(0);
    }

    private static JsonNode uncast(JsonNode node) {
        JsonNode inside = node;
        while (inside.has("TypeCast")) {
            inside = inside.path("TypeCast").path("arg");
        }
        return inside;
    }
}
