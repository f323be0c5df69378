package dev.surefoot.server.gate;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Walks over the trees of CEL expressions. Pure. */
final class CelTree {
    private CelTree() {}

    /** The node and all below it, in the order in which they are written. */
    static Stream<CelExpr> nodes(CelExpr root) {
        return Stream.concat(Stream.of(root), children(root).stream().flatMap(CelTree::nodes));
    }

    /** The names among {@code declared} that the tree refers to, in the order of appearance. */
    static List<String> names(CelExpr root, Collection<String> declared) {
        return nodes(root)
                .filter(node -> node.getKind() == CelExpr.ExprKind.Kind.IDENT)
                .map(node -> node.ident().name())
                .filter(declared::contains)
                .distinct()
                .toList();
    }

    /** The parts that an outermost AND joins; the tree itself if there is none. */
    static List<CelExpr> conjuncts(CelExpr root) {
        boolean and =
                root.getKind() == CelExpr.ExprKind.Kind.CALL
                        && root.call().function().equals("_&&_");
        return and
                ? root.call().args().stream().flatMap(arg -> conjuncts(arg).stream()).toList()
                : List.of(root);
    }

    /** Dotted names in a tree that is not checked yet: idents and selections from them. */
    static Set<String> dotted(CelExpr root) {
        Set<String> found = new LinkedHashSet<>();
        collectDotted(root, found);
        return found;
    }

    /** Names that comprehensions of the tree bind. */
    static Set<String> bound(CelExpr root) {
        Set<String> found = new LinkedHashSet<>();
        nodes(root)
                .filter(node -> node.getKind() == CelExpr.ExprKind.Kind.COMPREHENSION)
                .forEach(
                        node -> {
                            found.add(node.comprehension().iterVar());
                            found.add(node.comprehension().iterVar2());
                            found.add(node.comprehension().accuVar());
                        });
        return found;
    }

    /** Literal patterns of {@code matches}. */
    static List<String> patterns(CelExpr root) {
        return nodes(root)
                .filter(node -> node.getKind() == CelExpr.ExprKind.Kind.CALL)
                .filter(node -> node.call().function().equals("matches"))
                .flatMap(node -> node.call().args().stream().skip(node.call().args().size() - 1))
                .filter(node -> node.getKind() == CelExpr.ExprKind.Kind.CONSTANT)
                .map(CelExpr::constant)
                .filter(constant -> constant.getKind() == CelConstant.Kind.STRING_VALUE)
                .map(CelConstant::stringValue)
                .toList();
    }

    /** Whether any part is of a type that is known only at evaluation. */
    static boolean isDynamic(CelAbstractSyntaxTree tree) {
        return tree.getTypeMap().values().stream().anyMatch(CelTree::isDynamic);
    }

    private static boolean isDynamic(CelType type) {
        return type.kind() == CelKind.DYN
                || type.kind() == CelKind.ANY
                || type.parameters().stream().anyMatch(CelTree::isDynamic);
    }

    private static void collectDotted(CelExpr node, Set<String> found) {
        String name = dottedName(node);
        if (name.isEmpty()) {
            children(node).forEach(child -> collectDotted(child, found));
        } else {
            found.add(name);
        }
    }

    private static String dottedName(CelExpr node) {
        return switch (node.getKind()) {
            case IDENT -> node.ident().name();
            case SELECT -> {
                String operand = dottedName(node.select().operand());
                yield operand.isEmpty() ? "" : operand + "." + node.select().field();
            }
            default -> "";
        };
    }

    private static List<CelExpr> children(CelExpr node) {
        return switch (node.getKind()) {
            case NOT_SET, CONSTANT, IDENT -> List.of();
            case SELECT -> List.of(node.select().operand());
            case CALL -> {
                List<CelExpr> all = new ArrayList<>();
                node.call().target().ifPresent(all::add);
                all.addAll(node.call().args());
                yield all;
            }
            case LIST -> node.list().elements();
            case STRUCT ->
                    node.struct().entries().stream().map(CelExpr.CelStruct.Entry::value).toList();
            case MAP ->
                    node.map().entries().stream()
                            .flatMap(entry -> Stream.of(entry.key(), entry.value()))
                            .toList();
            case COMPREHENSION -> {
                CelExpr.CelComprehension loop = node.comprehension();
                yield List.of(
                        loop.iterRange(),
                        loop.accuInit(),
                        loop.loopCondition(),
                        loop.loopStep(),
                        loop.result());
            }
        };
    }
}
