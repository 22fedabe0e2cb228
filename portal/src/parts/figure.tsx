import { Link } from 'react-router';

interface FigureProps {
  readonly label: string;
  readonly value: string;
  readonly under?: string;
  readonly to: string;
}

/** A number that matters, with the page that says more. */
export function Figure({ label, value, under, to }: FigureProps) {
  return (
    <Link to={to} className="figure">
      <span className="figure-value">{value}</span>
      <span className="figure-label">{label}</span>
      {under === undefined ? null : <span className="figure-under">{under}</span>}
    </Link>
  );
}
