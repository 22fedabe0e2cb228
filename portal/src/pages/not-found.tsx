import { Link } from 'react-router';
import { PageTitle } from '../parts/page.tsx';

export function NotFoundPage() {
  return (
    <>
      <PageTitle title="There is nothing here" />
      <p>
        The address names nothing that you may see. Start from the <Link to="/">overview</Link>.
      </p>
    </>
  );
}
