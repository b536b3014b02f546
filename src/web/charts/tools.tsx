import { useId } from 'preact/hooks';
import { useUnfold } from '../shell/use-unfold.js';
import { Exports, type ExportedFigure } from './exports.js';

interface ToolsProps extends ExportedFigure {
  title: string;
  isTable: boolean;
  turn(): void;
}

/**
 * How a figure is shown, and its files: they wait for the pointer and for the keyboard, and where nothing hovers, behind
 * one button.
 */
export const Tools = ({ title, isTable, turn, ...exported }: ToolsProps) => {
  const { isOpen, root, toggle } = useUnfold();
  const id = useId();
  return (
    <div class="tools" ref={root}>
      <button
        type="button"
        class="tools-button"
        aria-expanded={isOpen}
        aria-controls={id}
        aria-label={`Table and files: ${title}`}
        onClick={toggle}
      >
        Tools
      </button>
      <div
        id={id}
        class={isOpen ? 'figure-buttons open' : 'figure-buttons'}
        role="group"
        aria-label={`${title}: how it is shown, and files`}
      >
        <button type="button" onClick={turn}>
          {isTable ? 'Chart' : 'Table'}
        </button>
        <Exports {...exported} />
      </div>
    </div>
  );
};
