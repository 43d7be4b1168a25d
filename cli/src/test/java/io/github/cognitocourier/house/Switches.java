package io.github.cognitocourier.house;

import com.sun.source.tree.CaseLabelTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ConstantCaseLabelTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.PatternCaseLabelTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;

/** Finds switches over types or enums that have a default: a new case would slip through it. */
final class Switches {

  private Switches() {}

  /** The lenient ones below {@code tree}, as source text. */
  static List<String> lenientIn(Tree tree) {
    var found = new ArrayList<String>();
    tree.accept(
        new TreeScanner<Void, Void>() {
          @Override
          public Void visitSwitch(SwitchTree node, Void nothing) {
            judge(node, node.getCases());
            return super.visitSwitch(node, nothing);
          }

          @Override
          public Void visitSwitchExpression(SwitchExpressionTree node, Void nothing) {
            judge(node, node.getCases());
            return super.visitSwitchExpression(node, nothing);
          }

          private void judge(Tree node, List<? extends CaseTree> cases) {
            List<CaseLabelTree> labels =
                cases.stream().<CaseLabelTree>flatMap(each -> each.getLabels().stream()).toList();
            if (labels.stream().anyMatch(DefaultCaseLabelTree.class::isInstance)
                && labels.stream().anyMatch(Switches::namesOurs)) {
              found.add(node.toString());
            }
          }
        },
        null);
    return found;
  }

  /**
   * A pattern, or a bare name: an enum's constant. Literals and qualified constants are neither.
   */
  private static boolean namesOurs(CaseLabelTree label) {
    return label instanceof PatternCaseLabelTree
        || (label instanceof ConstantCaseLabelTree constant
            && constant.getConstantExpression().getKind() == Tree.Kind.IDENTIFIER);
  }
}
